-- Take a batch in: all of it, or what of it is not known yet, or nothing.
-- A: owner, batch, idempotency key, digest of the body, links a day, batches at once, bytes kept,
--    then id, url and request of each download.
-- Answers a word (ok, known, conflict, or limit with its name and the seconds to wait), the batch,
-- how many are new, and the ids.
local owner, batch, idem, digest = A[1], A[2], A[3], A[4]
local most_links, most_batches, most_bytes = tonumber(A[5]), tonumber(A[6]), tonumber(A[7])
local idem_key = idem ~= '' and key('idem', owner .. '/' .. idem) or ''

if idem_key ~= '' then
    local before = redis.call('GET', idem_key)
    if before then
        local was, of, ids = string.match(before, '^(%S+) (%S+) (%S+)$')
        if was ~= digest then return {'conflict'} end
        return {'known', of, 0, unpack(split(ids))}
    end
end

local ids, fresh, first_batch = {}, {}, ''
for i = 8, #A, 3 do
    local ref = owner .. '/' .. A[i]
    ids[#ids + 1] = A[i]
    local of = redis.call('HGET', row(ref), 'batch') or redis.call('GET', key('known', ref))
    if of then
        if first_batch == '' then first_batch = of end
    else
        fresh[#fresh + 1] = i
    end
end
local function remember(of)
    if idem_key == '' then return end
    local answer = digest .. ' ' .. of .. ' ' .. table.concat(ids, ',')
    redis.call('SET', idem_key, answer, 'PX', KNOWN_FOR)
end

if #fresh == 0 then
    remember(first_batch)
    -- The batch's own name says that this is the same call once more, whose answer was lost.
    if first_batch == batch then return {'ok', batch, #ids, unpack(ids)} end
    return {'known', first_batch, 0, unpack(ids)}
end

local time = now()
local day = math.floor(time / 86400000)
local links = key('links', owner .. '/' .. day)
if (tonumber(redis.call('GET', links)) or 0) + #fresh > most_links then
    return {'limit', 'links', math.ceil(((day + 1) * 86400000 - time) / 1000)}
end
if redis.call('SCARD', key('open', owner)) >= most_batches then return {'limit', 'batches', 60} end
if (tonumber(redis.call('GET', key('bytes', owner))) or 0) >= most_bytes then
    return {'limit', 'bytes', 3600}
end

redis.call('INCRBY', links, #fresh)
redis.call('PEXPIRE', links, 2 * 86400000)
local order = redis.call('INCR', TAG .. 'order')
local of = key('batch', owner .. '/' .. batch)
local added = {}
for _, i in ipairs(fresh) do added[#added + 1] = A[i] end
local listed = table.concat(added, ',')
redis.call('HSET', of, 'ids', listed, 'all', listed, 'open', #fresh, 'added', number(time),
    'idem', idem_key)
redis.call('ZADD', key('batches', owner), order, batch)
redis.call('SADD', key('open', owner), batch)
for _, i in ipairs(fresh) do
    local ref = owner .. '/' .. A[i]
    redis.call('HSET', row(ref), 'batch', batch, 'url', A[i + 1], 'request', A[i + 2],
        'added', number(time), 'run', '0', 'seq', '0', 'tries', '0', 'furthest', '0',
        'worked', '0')
    redis.call('ZADD', key('rows', owner), redis.call('INCR', TAG .. 'order'), A[i])
    begin_waiting(ref)
end
redis.call('HINCRBY', TAG .. 'totals', 'submitted', #fresh)
remember(batch)
return {'ok', batch, #fresh, unpack(ids)}
