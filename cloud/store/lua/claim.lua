-- Take the next download: one whose worker is gone, one that was handed back, one whose next try is
-- due, else the next of the owner whose turn it is.
-- A: worker, length of a lease, most tries.
-- Answers nothing, or ref, batch, run, request, body, tries and furthest.
local worker, lease, most_tries = A[1], tonumber(A[2]), tonumber(A[3])
local time = now()
mind_outages(time, lease)

local function in_line()
    local owner = redis.call('LPOP', TAG .. 'owners')
    if not owner then return nil end
    local line = key('wait', owner)
    local ref = redis.call('LPOP', line)
    if redis.call('EXISTS', line) == 1 then redis.call('RPUSH', TAG .. 'owners', owner) end
    return ref
end

-- A worker that vanished may have been killed by what it worked at: that costs a try, unless it had
-- got further than ever before. What the owner asked of it meanwhile is done now.
local function lost()
    if not are_leases_final(time) then return nil end
    local found = redis.call('ZRANGEBYSCORE', TAG .. 'lease', '-inf', time, 'LIMIT', 0, 1)[1]
    if not found then return nil end
    redis.call('ZREM', TAG .. 'lease', found)
    local reached = tonumber(get(found, 'fraction')) or 0
    local furthest = tonumber(get(found, 'furthest')) or 0
    local tries = (tonumber(get(found, 'tries')) or 0) + 1
    if reached >= furthest + 0.01 then tries = 1 end
    redis.call('HSET', row(found), 'tries', tries, 'furthest', math.max(reached, furthest))
    local ask = get(found, 'ask')
    if ask == 'cancel' then
        settle(found, 'canceled', 'canceled')
    elseif ask == 'pause' then
        rest(found, 'paused')
    elseif tries >= most_tries then
        settle(found, 'failed', 'interrupted')
    else
        return found
    end
    return ''
end

local function due()
    local found = redis.call('ZRANGEBYSCORE', TAG .. 'due', '-inf', time, 'LIMIT', 0, 1)[1]
    if found then redis.call('ZREM', TAG .. 'due', found) end
    return found
end

local ref
repeat
    ref = lost() or redis.call('LPOP', TAG .. 'resume') or due() or in_line()
until not ref or (ref ~= '' and redis.call('EXISTS', row(ref)) == 1)
if not ref then return {} end

local run = redis.call('INCR', TAG .. 'fence')
if run == 1 then
    -- An empty Redis shall not hand out numbers that were there before.
    run = math.floor(time / 1000)
    redis.call('SET', TAG .. 'fence', run)
end
redis.call('HSET', row(ref), 'state', 'running', 'run', run, 'worker', worker, 'ask', '',
    'error', 'none', 'fraction', '0')
redis.call('ZADD', TAG .. 'lease', number(time + lease), ref)
emit(ref)
return {ref, get(ref, 'batch'), run, get(ref, 'request'), get(ref, 'body'), get(ref, 'tries'),
    get(ref, 'furthest')}
