-- A: owner, order below which to begin (or +inf), how many.
-- Answers for each batch, the newest first: its name, order, when it was added, and the states.
local owner, below, count = A[1], A[2], A[3]
local bound = below == '+inf' and below or '(' .. below
local found = redis.call('ZREVRANGEBYSCORE', key('batches', owner), bound, '-inf', 'WITHSCORES',
    'LIMIT', 0, count)
local listed = {}
for i = 1, #found, 2 do
    local values = redis.call('HMGET', key('batch', owner .. '/' .. found[i]), 'ids', 'added')
    local states = {}
    for _, id in ipairs(split(values[1] or '')) do
        states[#states + 1] = get(owner .. '/' .. id, 'state')
    end
    listed[#listed + 1] = {found[i], found[i + 1], values[2] or '0', states}
end
return listed
