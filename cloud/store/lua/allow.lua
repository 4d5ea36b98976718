-- Count a request of an owner. A: owner, requests a minute. Answers the seconds to wait, 0 for none.
local time = now()
local minute = math.floor(time / 60000)
local counter = key('req', A[1] .. '/' .. minute)
local count = redis.call('INCR', counter)
if count == 1 then redis.call('PEXPIRE', counter, 120000) end
if count <= tonumber(A[2]) then return 0 end
return math.ceil(((minute + 1) * 60000 - time) / 1000)
