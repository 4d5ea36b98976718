-- A: how many milliseconds ahead a try counts as due.
-- Answers: queued, waiting for a try, how many of these are due, running, milliseconds for which the
-- first of those that nobody runs wants a worker, milliseconds since a run was begun (or -1),
-- workers, how many of them run something, then the totals as name and number.
local ahead = tonumber(A[1])
local time = now()
local queued, since = redis.call('LLEN', TAG .. 'resume'), time

local function mind(ref)
    since = math.min(since, ref and tonumber(get(ref, 'queued')) or time)
end

mind(redis.call('LINDEX', TAG .. 'resume', 0))
for _, owner in ipairs(redis.call('LRANGE', TAG .. 'owners', 0, -1)) do
    local line = key('wait', owner)
    queued = queued + redis.call('LLEN', line)
    mind(redis.call('LINDEX', line, 0))
end
-- What is due, or what a worker that is gone has left, is put into a line only by another worker.
local due = redis.call('ZCOUNT', TAG .. 'due', '-inf', number(time + ahead))
for _, times in ipairs({'due', 'lease'}) do
    local first = redis.call('ZRANGE', TAG .. times, 0, 0, 'WITHSCORES')[2]
    if first then since = math.min(since, tonumber(first)) end
end
local busy, seen = 0, {}
for _, ref in ipairs(redis.call('ZRANGE', TAG .. 'lease', 0, -1)) do
    local worker = get(ref, 'worker')
    if not seen[worker] then busy = busy + 1 end
    seen[worker] = true
end
local begun = tonumber(redis.call('GET', TAG .. 'fence')) -- a time, as long as clocks go forward
local totals = redis.call('HGETALL', TAG .. 'totals')
return {queued, redis.call('ZCARD', TAG .. 'due'), due, redis.call('ZCARD', TAG .. 'lease'),
    time - since, begun and math.max(0, time - begun) or -1, redis.call('ZCARD', TAG .. 'workers'),
    busy, unpack(totals)}
