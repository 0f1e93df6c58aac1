-- A server tells how many connections it has of some addresses.
-- KEYS: connections of each address (hash: server to number)
-- ARGV: server, number for each address
-- Returns: nothing
for i, connections in ipairs(KEYS) do
  if ARGV[i + 1] == '0' then
    redis.call('HDEL', connections, ARGV[1])
  else
    redis.call('HSET', connections, ARGV[1], ARGV[i + 1])
    redis.call('EXPIRE', connections, 60)
  end
end
return {}
