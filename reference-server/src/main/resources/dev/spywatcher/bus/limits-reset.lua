-- Forgets what addresses did; connections that are open still count.
-- KEYS: number of resets
-- Returns: nothing
redis.call('INCR', KEYS[1])
return {}
