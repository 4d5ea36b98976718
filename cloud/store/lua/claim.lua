-- Take the next download: one whose worker is gone, one that was handed back, else the next of the
-- owner whose turn it is; those whose next try is due stand first in their owner's line.
-- A: worker, length of a lease, most tries, a name of this call (said again, it is answered again).
-- Answers nothing, or ref, batch, run, request, body, tries and furthest.
local worker, lease, most_tries = A[1], tonumber(A[2]), tonumber(A[3])
local nonce = key('claimed', A[4])
local time = now()
mind_outages(time, lease)

local function answer(ref)
    return {ref, get(ref, 'batch'), get(ref, 'run'), get(ref, 'request'), get(ref, 'body'),
        get(ref, 'tries'), get(ref, 'furthest')}
end

local function line_up_due()
    local found = redis.call('ZRANGEBYSCORE', TAG .. 'due', '-inf', time, 'LIMIT', 0, 100)
    for _, ref in ipairs(found) do
        redis.call('ZREM', TAG .. 'due', ref)
        line_up(ref, 'LPUSH')
    end
end

local function in_line()
    local owner = redis.call('LPOP', TAG .. 'owners')
    if not owner then return nil end
    local line = key('wait', owner)
    local ref = redis.call('LPOP', line)
    if redis.call('EXISTS', line) == 1 then redis.call('RPUSH', TAG .. 'owners', owner) end
    return ref
end

-- A worker that vanished may have been killed by what it worked at: that costs a try, unless it had
-- got further than ever before, or was never heard of at all.
local function lost()
    if not are_leases_final(time) then return nil end
    local found = redis.call('ZRANGEBYSCORE', TAG .. 'lease', '-inf', time, 'LIMIT', 0, 1)[1]
    if not found then return nil end
    redis.call('ZREM', TAG .. 'lease', found)
    if settle_asked(found) then return '' end
    count_lost_work(found)
    local reached = tonumber(get(found, 'fraction')) or 0
    local furthest = tonumber(get(found, 'furthest')) or 0
    local tries = tonumber(get(found, 'tries')) or 0
    if get(found, 'heard') ~= '' then
        tries = reached >= furthest + 0.01 and 1 or tries + 1
    end
    redis.call('HSET', row(found), 'tries', tries, 'furthest', math.max(reached, furthest))
    if tries >= most_tries then
        settle(found, 'failed', 'interrupted')
        return ''
    end
    redis.call('HSET', row(found), 'state', 'queued')
    return found
end

local before = redis.call('GET', nonce)
if before then
    local ref, run = string.match(before, '^(%S+) (%S+)$')
    return get(ref, 'run') == run and get(ref, 'state') == 'running' and answer(ref) or {}
end

line_up_due()
local ref
repeat
    ref = lost() or redis.call('LPOP', TAG .. 'resume') or in_line()
    local state = ref and ref ~= '' and get(ref, 'state')
until not ref or state == 'queued' or state == 'waiting'
if not ref then return {} end

-- By the clock, so that a Redis that lost something, or all, hands out no number twice.
local run = math.max((tonumber(redis.call('GET', TAG .. 'fence')) or 0) + 1, time)
redis.call('SET', TAG .. 'fence', number(run))
redis.call('HSET', row(ref), 'state', 'running', 'run', number(run), 'worker', worker, 'ask', '',
    'error', 'none', 'fraction', '0', 'begun', number(time), 'heard', '')
redis.call('ZADD', TAG .. 'lease', number(time + lease), ref)
redis.call('SET', nonce, ref .. ' ' .. number(run), 'PX', lease)
emit(ref)
return answer(ref)
