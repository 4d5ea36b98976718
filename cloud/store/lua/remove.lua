-- Forget a download, whatever it is at; a run of it hears that it is lost.
-- A: ref, and whether that is because its time is over (1) or its owner's wish.
-- Answers missing, or ok and its files.
local ref, expired = A[1], A[2] == '1'
if redis.call('EXISTS', row(ref)) == 0 then return {'missing'} end
return {'ok', forget(ref, true, expired)}
