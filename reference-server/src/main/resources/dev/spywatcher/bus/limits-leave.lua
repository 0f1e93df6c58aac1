-- A connection of an address has ended.
-- KEYS: connections of the address (hash: server to number)
-- ARGV: server
-- Returns: nothing
if redis.call('HINCRBY', KEYS[1], ARGV[1], -1) <= 0 then
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return {}
