-- A worker lives. A: its name, length of a lease, how many slots are free.
-- Answers how many downloads it could take now, and the milliseconds until a try is due (or -1).
local worker, lease, free = A[1], tonumber(A[2]), tonumber(A[3])
local time = now()
mind_outages(time, lease)
redis.call('ZADD', TAG .. 'workers', number(time), worker)
redis.call('ZREMRANGEBYSCORE', TAG .. 'workers', '-inf', number(time - 4 * lease))

if are_leases_final(time) then
    -- What was asked of those whose worker is gone needs no free slot.
    local over = redis.call('ZRANGEBYSCORE', TAG .. 'lease', '-inf', time, 'LIMIT', 0, 100)
    for _, ref in ipairs(over) do settle_asked(ref) end
end

local there = redis.call('LLEN', TAG .. 'resume') + redis.call('ZCOUNT', TAG .. 'due', '-inf', time)
if are_leases_final(time) then
    there = there + redis.call('ZCOUNT', TAG .. 'lease', '-inf', time)
end
for _, owner in ipairs(redis.call('LRANGE', TAG .. 'owners', 0, math.max(0, free - 1))) do
    there = there + redis.call('LLEN', key('wait', owner))
end
local next_due = redis.call('ZRANGEBYSCORE', TAG .. 'due', '(' .. number(time), '+inf',
    'WITHSCORES', 'LIMIT', 0, 1)
return {math.min(there, free), next_due[2] and math.max(0, next_due[2] - time) or -1}
