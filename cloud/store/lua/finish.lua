-- End a run: completed, failed, canceled, paused, retry (after a while) or release (hand it back).
-- A: ref, run, outcome, body, delay, tries, furthest, files, bytes.
-- Answers lost, or the state the download has now; saying it twice is harmless.
local ref, run, outcome, body = A[1], A[2], A[3], A[4]
local delay, tries, furthest, files, bytes = tonumber(A[5]), A[6], A[7], A[8], tonumber(A[9])
if get(ref, 'run') ~= run then return 'lost' end
if get(ref, 'finished') == run then return get(ref, 'state') end
if get(ref, 'state') ~= 'running' then return 'lost' end
redis.call('HSET', row(ref), 'finished', run)
count_work(ref, now())
local ask = get(ref, 'ask')
local owner = parts(ref)
if body ~= '' then redis.call('HSET', row(ref), 'body', body) end
redis.call('HSET', row(ref), 'tries', tries, 'furthest', furthest)

if outcome == 'completed' then
    redis.call('HSET', row(ref), 'files', files, 'bytes', number(bytes))
    redis.call('INCRBY', key('bytes', owner), number(bytes))
    redis.call('HINCRBY', TAG .. 'totals', 'bytes', number(bytes))
    settle(ref, 'completed', '')
elseif outcome == 'canceled' or ask == 'cancel' then
    settle(ref, 'canceled', 'canceled')
elseif outcome == 'failed' then
    settle(ref, 'failed', '')
elseif ask == 'pause' or (outcome == 'paused' and ask ~= 'resume') then
    rest(ref, 'paused')
elseif outcome == 'retry' and ask ~= 'resume' then
    step_out(ref)
    redis.call('HSET', row(ref), 'state', 'waiting', 'ask', '', 'error', '')
    redis.call('ZADD', TAG .. 'due', number(now() + delay), ref)
    emit(ref)
else
    step_out(ref)
    redis.call('HSET', row(ref), 'state', 'queued', 'ask', '', 'error', 'none', 'queued',
        number(now()))
    redis.call('RPUSH', TAG .. 'resume', ref)
    emit(ref)
end
return get(ref, 'state')
