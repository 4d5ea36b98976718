-- What happened to an owner's downloads after an event. A: owner, its id, how many at most.
-- Answers gap where that cannot be told any more, else ok and the entries. That later ones are there
-- says nothing: a Redis that lost its last second has gone on without them.
local owner, after, count = A[1], A[2], A[3]
local stream = key('ev', owner)
if #redis.call('XRANGE', stream, after, after, 'COUNT', 1) == 0 then return {'gap'} end
return {'ok', redis.call('XRANGE', stream, '(' .. after, '+', 'COUNT', count)}
