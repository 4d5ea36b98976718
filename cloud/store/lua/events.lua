-- What happened to an owner's downloads after an event. A: owner, its id, how many at most.
-- Answers gap where that cannot be told any more, else ok and the entries.
local owner, after, count = A[1], A[2], A[3]
local stream = key('ev', owner)
local oldest = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
local newest = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
local function before(a, b)
    local a1, a2 = string.match(a, '^(%d+)-(%d+)$')
    local b1, b2 = string.match(b, '^(%d+)-(%d+)$')
    a1, a2, b1, b2 = tonumber(a1), tonumber(a2), tonumber(b1), tonumber(b2)
    return a1 < b1 or (a1 == b1 and a2 < b2)
end
if not oldest or before(after, oldest[1]) or before(newest[1], after) then return {'gap'} end
return {'ok', redis.call('XRANGE', stream, '(' .. after, '+', 'COUNT', count)}
