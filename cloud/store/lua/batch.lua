-- A: owner, batch. Answers nothing, or when it was added and what is shown of each download.
local owner, batch = A[1], A[2]
local found = redis.call('HMGET', key('batch', owner .. '/' .. batch), 'ids', 'added')
if not found[1] then return {} end
local rows = {found[2]}
for _, id in ipairs(split(found[1])) do rows[#rows + 1] = shown(owner .. '/' .. id) end
return rows
