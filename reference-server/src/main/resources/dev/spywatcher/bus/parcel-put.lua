-- Leaves what is too large for a message where the receiver takes it.
-- KEYS: parcel
-- ARGV: what, ms until it is thrown away
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {}
