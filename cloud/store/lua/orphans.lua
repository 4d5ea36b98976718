-- Of these runs, those of which nothing may be left. A: ref and run of each, alternately; a run of
-- 0 stands for any. Answers their numbers, from 1.
local found = {}
for i = 1, #A, 2 do
    local state, run = get(A[i], 'state'), get(A[i], 'run')
    local wanted = state ~= '' and (A[i + 1] == '0' or run == A[i + 1])
    if A[i + 1] == '0' and FINAL[state] then wanted = false end
    if not wanted then found[#found + 1] = (i + 1) / 2 end
end
return found
