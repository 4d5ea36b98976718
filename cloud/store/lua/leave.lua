-- A worker has ended. A: its name.
redis.call('ZREM', TAG .. 'workers', A[1])
