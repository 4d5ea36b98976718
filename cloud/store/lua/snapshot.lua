-- A page of an owner's downloads. A: owner, order after which to begin, how many.
-- Answers the newest event's id, the order to go on after (empty at the end), and the downloads.
local owner, after, count = A[1], A[2], tonumber(A[3])
local stream = key('ev', owner)
local newest = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
if not newest then
    tell(owner, {'mark', '1'}) -- so that there is a place to go on from
    newest = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
end
local found = redis.call('ZRANGEBYSCORE', key('rows', owner), '(' .. after, '+inf', 'WITHSCORES',
    'LIMIT', 0, count)
local answer = {newest[1], #found == 2 * count and found[#found] or ''}
for i = 1, #found, 2 do answer[#answer + 1] = shown(owner .. '/' .. found[i]) end
return answer
