-- Say that a run goes on, and how it stands.
-- A: ref, run, body (empty: as before), fraction, length of a lease.
-- Answers lost, or what the owner asks of it (nothing, pause, resume, cancel).
local ref, run, body, fraction, lease = A[1], A[2], A[3], A[4], tonumber(A[5])
if get(ref, 'run') ~= run or get(ref, 'state') ~= 'running' then return 'lost' end
local time = now()
redis.call('ZADD', TAG .. 'lease', number(time + lease), ref)
redis.call('HSET', row(ref), 'heard', number(time))
if body ~= '' then
    redis.call('HSET', row(ref), 'body', body, 'fraction', fraction, 'error', '')
    emit(ref)
end
return get(ref, 'ask')
