-- Answers: queued, waiting for a try, running, milliseconds the longest has been queued, workers,
-- then the totals as name and number.
local queued, oldest, time = redis.call('LLEN', TAG .. 'resume'), 0, now()
for _, owner in ipairs(redis.call('LRANGE', TAG .. 'owners', 0, -1)) do
    local line = key('wait', owner)
    queued = queued + redis.call('LLEN', line)
    local first = redis.call('LINDEX', line, 0)
    local since = first and tonumber(get(first, 'queued')) or time
    oldest = math.max(oldest, time - since)
end
local totals = redis.call('HGETALL', TAG .. 'totals')
return {queued, redis.call('ZCARD', TAG .. 'due'), redis.call('ZCARD', TAG .. 'lease'), oldest,
    redis.call('ZCARD', TAG .. 'workers'), unpack(totals)}
