-- A page of what is over and has files. A: how many to pass over, how many.
-- Answers how many were looked at, then ref, when it ended, and its files.
local found = redis.call('ZRANGE', TAG .. 'ends', A[1], A[1] + A[2] - 1)
local answer = {#found}
for _, ref in ipairs(found) do
    local files = get(ref, 'files')
    if files ~= '' then answer[#answer + 1] = {ref, get(ref, 'ended'), files} end
end
return answer
