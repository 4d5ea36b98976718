-- What an owner wants of a download: pause, resume, cancel or retry.
-- A: ref, what.
-- Answers a word (ok, wake, wrong, gone, missing), then what is shown of it.
local ref, what = A[1], A[2]
if redis.call('EXISTS', row(ref)) == 0 then
    return {redis.call('EXISTS', key('known', ref)) == 1 and 'gone' or 'missing'}
end
local state = get(ref, 'state')
local word = 'ok'
local function note(wish)
    redis.call('HSET', row(ref), 'ask', wish)
    local lease, time = tonumber(redis.call('ZSCORE', TAG .. 'lease', ref)), now()
    -- Where nobody is there any more to do it, it is done now.
    if lease and lease < time and are_leases_final(time) then settle_asked(ref) end
end

if what == 'retry' then
    if state == 'failed' or state == 'canceled' then
        redis.call('ZREM', TAG .. 'ends', ref)
        redis.call('HSET', row(ref), 'tries', '0', 'furthest', '0', 'ended', '', 'expires', '')
        -- What had been fetched is not gone on with.
        if state == 'canceled' then redis.call('HSET', row(ref), 'body', '') end
        count_open(ref, 1)
        begin_waiting(ref)
        word = 'wake'
    elseif state == 'completed' then
        word = 'wrong'
    elseif state == 'waiting' then
        redis.call('ZADD', TAG .. 'due', 'XX', 0, ref)
        word = 'wake'
    end
elseif what == 'cancel' and state == 'canceled' then
    word = 'ok'
elseif FINAL[state] then
    word = 'wrong'
elseif what == 'cancel' then
    if state == 'running' then note('cancel') else settle(ref, 'canceled', 'canceled') end
elseif what == 'pause' then
    if state ~= 'running' then
        if state ~= 'paused' then rest(ref, 'paused') end
    elseif get(ref, 'ask') ~= 'cancel' then
        note('pause')
    end
elseif what == 'resume' then
    if state == 'paused' then
        begin_waiting(ref)
        word = 'wake'
    elseif state == 'running' and get(ref, 'ask') == 'pause' then
        note('resume')
    end
end
return {word, unpack(shown(ref))}
