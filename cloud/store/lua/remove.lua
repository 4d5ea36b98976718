-- Forget a download, whatever it is at; a run of it hears that it is lost.
-- A: ref. Answers missing, or ok and its files.
local ref = A[1]
if redis.call('EXISTS', row(ref)) == 0 then return {'missing'} end
return {'ok', forget(ref, true, false)}
