-- Stands before every other script here. Times are milliseconds of this server's clock.
--
-- KEYS[1] is the tag that all keys begin with, ARGV[1] how long what has ended is kept, ARGV[2] how
-- many events of an owner are kept; a script's own arguments follow in A.
--
-- A ref is "owner/id". Keys, each behind the tag:
--   dl:{ref}                 hash: one download: batch, url, request, added, run (the fence), seq,
--                            state, ask (what the owner wants of a run), tries, furthest, body (its
--                            newest picture), fraction, error, worker, begun (when the run that
--                            is under way was claimed), heard (when that was last reported), worked
--                            (what those that ended took), finished (the run that ended), queued
--                            (since when it is in line), ended, expires, files, bytes
--   known:{ref}              string: the batch of a download that is gone; it is not begun again
--   rows:{owner}             zset: ids by the order they came in
--   batch:{owner}/{batch}    hash: ids (those left), all, open (how many are not final), added, idem
--   past:{owner}/{batch}     string: all and idem of a batch of which nothing is left
--   claimed:{nonce}          string: the ref and run that a claim was answered with
--   batches:{owner}          zset: batches by order;  open:{owner} set: those not yet over
--   idem:{owner}/{key}       string: digest of a body, batch and ids: a submit that may be repeated
--   wait:{owner}             list: refs in line;  owners list: whose turn it is, next first
--   resume                   list: refs that were handed back, before all others
--   due                      zset: refs that wait for their next try, by its time
--   lease                    zset: refs that run, by the end of their lease
--   ends                     zset: refs that are over, by the time they go
--   ev:{owner}               stream: everything that happened to the owner's downloads
--   links:, req:, bytes:     counters of an owner's quotas
--   fence, order, pulse, grace, workers, totals
local TAG = KEYS[1] .. ':'
local KEPT, EVENTS = tonumber(ARGV[1]), ARGV[2]
local A = {}
for i = 3, #ARGV do A[i - 2] = ARGV[i] end

local KNOWN_FOR = 30 * 24 * 3600 * 1000
local EVENTS_FOR = 48 * 3600 * 1000
local FINAL = {completed = true, failed = true, canceled = true}
local TOLD = {'batch', 'url', 'added', 'run', 'seq', 'state', 'error', 'body', 'ended', 'expires',
    'files', 'worked'}
local SHOWN = {'request', unpack(TOLD)}

local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function key(kind, name) return TAG .. kind .. ':' .. name end
local function row(ref) return key('dl', ref) end
local function get(ref, field) return redis.call('HGET', row(ref), field) or '' end
local function number(text) return string.format('%.0f', text) end

local function parts(ref)
    local owner, id = string.match(ref, '^([^/]+)/(.+)$')
    return owner, id
end

local function batch_key(ref)
    local owner = parts(ref)
    return key('batch', owner .. '/' .. get(ref, 'batch'))
end

local function split(text)
    local found = {}
    for one in string.gmatch(text, '[^,]+') do found[#found + 1] = one end
    return found
end

local function without(text, gone)
    local kept = {}
    for _, one in ipairs(split(text)) do
        if one ~= gone then kept[#kept + 1] = one end
    end
    return table.concat(kept, ',')
end

-- These fields of a download, behind its id.
local function values_of(ref, names)
    local _, id = parts(ref)
    local values = redis.call('HMGET', row(ref), unpack(names))
    for i = 1, #names do values[i] = values[i] or '' end
    table.insert(values, 1, id)
    return values
end

-- What is shown of a download to who asks for it, in the order of SHOWN, behind its id.
local function shown(ref) return values_of(ref, SHOWN) end

local function tell(owner, fields)
    local stream = key('ev', owner)
    redis.call('XADD', stream, 'MAXLEN', '~', EVENTS, '*', unpack(fields))
    redis.call('PEXPIRE', stream, EVENTS_FOR)
end

-- Have everybody who follows the owner's events see how the download stands now. That is said so
-- often that what never changes, and is long, is left out.
local function emit(ref)
    local owner = parts(ref)
    redis.call('HINCRBY', row(ref), 'seq', 1)
    local fields, values = {'id', false}, values_of(ref, TOLD)
    fields[2] = values[1]
    for i, name in ipairs(TOLD) do
        fields[#fields + 1] = name
        fields[#fields + 1] = values[i + 1]
    end
    tell(owner, fields)
end

-- Where nobody was heard for a while nobody could report: then nobody loses what it holds before it
-- had the time to.
local function mind_outages(time, lease)
    local last = tonumber(redis.call('GET', TAG .. 'pulse')) or 0
    if time - last > lease / 2 then redis.call('SET', TAG .. 'grace', number(time + lease)) end
    redis.call('SET', TAG .. 'pulse', number(time))
end

local function are_leases_final(time)
    return time >= (tonumber(redis.call('GET', TAG .. 'grace')) or 0)
end

-- At the end of its owner's line, or with LPUSH at its beginning.
local function line_up(ref, push)
    local owner = parts(ref)
    redis.call('HSET', row(ref), 'queued', number(now()))
    if redis.call(push or 'RPUSH', key('wait', owner), ref) == 1 then
        redis.call('RPUSH', TAG .. 'owners', owner)
    end
end

-- Take it out of every line it may stand in.
local function step_out(ref)
    local owner = parts(ref)
    local line = key('wait', owner)
    if redis.call('LREM', line, 1, ref) > 0 and redis.call('EXISTS', line) == 0 then
        redis.call('LREM', TAG .. 'owners', 0, owner)
    end
    redis.call('LREM', TAG .. 'resume', 0, ref)
    redis.call('ZREM', TAG .. 'due', ref)
    redis.call('ZREM', TAG .. 'lease', ref)
end

local function count_open(ref, by)
    local owner = parts(ref)
    local batch = get(ref, 'batch')
    local left = redis.call('HINCRBY', key('batch', owner .. '/' .. batch), 'open', by)
    redis.call(left > 0 and 'SADD' or 'SREM', key('open', owner), batch)
end

local function begin_waiting(ref)
    redis.call('HSET', row(ref), 'state', 'queued', 'ask', '', 'error', 'none')
    line_up(ref)
    emit(ref)
end

-- End it for good. An empty error leaves what the newest picture says of it.
local function settle(ref, state, error)
    step_out(ref)
    local time = now()
    local expires = time + KEPT
    redis.call('HSET', row(ref), 'state', state, 'ask', '', 'error', error,
        'ended', number(time), 'expires', number(expires))
    redis.call('ZADD', TAG .. 'ends', number(expires), ref)
    redis.call('HINCRBY', TAG .. 'totals', state, 1)
    count_open(ref, -1)
    emit(ref)
end

local function rest(ref, state)
    step_out(ref)
    redis.call('HSET', row(ref), 'state', state, 'ask', '', 'error', 'none')
    emit(ref)
end

-- A run is over: the time from its claim until then is added to what the others took, once.
local function count_work(ref, time)
    local begun = tonumber(get(ref, 'begun'))
    if not begun then return end
    redis.call('HINCRBY', row(ref), 'worked', number(math.max(0, time - begun)))
    redis.call('HSET', row(ref), 'begun', '')
end

-- Nobody knows how long a worker that is gone was at it after it was last heard of.
local function count_lost_work(ref) count_work(ref, tonumber(get(ref, 'heard')) or 0) end

-- Do what was asked of a run whose worker is gone; false where nothing was.
local function settle_asked(ref)
    local ask = get(ref, 'ask')
    if ask == 'cancel' or ask == 'pause' then count_lost_work(ref) end
    if ask == 'cancel' then
        settle(ref, 'canceled', 'canceled')
    elseif ask == 'pause' then
        rest(ref, 'paused')
    else
        return false
    end
    return true
end

-- Forget it, and answer which files were its own. With `known` its id is never begun again.
local function forget(ref, known, expired)
    local owner, id = parts(ref)
    local files, state, batch = get(ref, 'files'), get(ref, 'state'), get(ref, 'batch')
    step_out(ref)
    redis.call('ZREM', TAG .. 'ends', ref)
    if not FINAL[state] then count_open(ref, -1) end
    local size = tonumber(get(ref, 'bytes')) or 0
    if size > 0 and redis.call('DECRBY', key('bytes', owner), number(size)) <= 0 then
        redis.call('DEL', key('bytes', owner))
    end
    redis.call('DEL', row(ref))
    redis.call('ZREM', key('rows', owner), id)
    if known then redis.call('SET', key('known', ref), batch, 'PX', KNOWN_FOR) end
    local of = key('batch', owner .. '/' .. batch)
    local left = without(redis.call('HGET', of, 'ids') or '', id)
    if left ~= '' then
        redis.call('HSET', of, 'ids', left)
    else
        local idem = redis.call('HGET', of, 'idem') or ''
        local past = (redis.call('HGET', of, 'all') or '') .. ' ' .. idem
        redis.call('SET', key('past', owner .. '/' .. batch), past, 'PX', KNOWN_FOR)
        redis.call('DEL', of)
        redis.call('ZREM', key('batches', owner), batch)
        redis.call('SREM', key('open', owner), batch)
    end
    tell(owner, {'id', id, 'gone', expired and 'expired' or 'removed'})
    return files
end
