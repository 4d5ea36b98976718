-- Forget what has been over for long enough. A: how many at most. Answers how many that were, and
-- the files of each.
local over = redis.call('ZRANGEBYSCORE', TAG .. 'ends', '-inf', now(), 'LIMIT', 0, A[1])
local files = {#over}
for _, ref in ipairs(over) do files[#files + 1] = forget(ref, true, true) end
return files
