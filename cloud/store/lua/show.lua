-- A: ref. Answers missing, gone, or ok with what is shown of the download.
local ref = A[1]
if redis.call('EXISTS', row(ref)) == 0 then
    return {redis.call('EXISTS', key('known', ref)) == 1 and 'gone' or 'missing'}
end
return {'ok', unpack(shown(ref))}
