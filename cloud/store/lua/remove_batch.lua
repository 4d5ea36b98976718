-- Forget a batch, all its downloads and that they were ever known.
-- A: owner, batch. Answers the files of each download.
local owner, batch = A[1], A[2]
local of = key('batch', owner .. '/' .. batch)
local found = redis.call('HMGET', of, 'ids', 'all')
local files = {}
if not found[1] then return files end
for _, id in ipairs(split(found[1])) do files[#files + 1] = forget(owner .. '/' .. id, false, false) end
for _, id in ipairs(split(found[2] or '')) do redis.call('DEL', key('known', owner .. '/' .. id)) end
return files
