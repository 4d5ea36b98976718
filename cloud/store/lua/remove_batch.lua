-- Forget a batch, all its downloads and that they were ever known.
-- A: owner, batch. Answers the files of each download.
local owner, batch = A[1], A[2]
local of = key('batch', owner .. '/' .. batch)
local files = {}
for _, id in ipairs(split(redis.call('HGET', of, 'ids') or '')) do
    files[#files + 1] = forget(owner .. '/' .. id, false, false)
end
local past = key('past', owner .. '/' .. batch)
local all, idem = string.match(redis.call('GET', past) or '', '^(%S*) (%S*)$')
if all then
    for _, id in ipairs(split(all)) do redis.call('DEL', key('known', owner .. '/' .. id)) end
    if idem ~= '' then redis.call('DEL', idem) end
    redis.call('DEL', past)
end
return files
