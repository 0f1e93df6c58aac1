-- The holder of a shard writes what has happened in its guilds.
-- KEYS: leases, what the key of a guild's activity begins with
-- ARGV: server, shard, then guild, field, value; an empty value takes the field out
-- Returns: 1, or 0 where the server does not hold the shard (any more)
local holder = string.match(redis.call('HGET', KEYS[1], ARGV[2]) or '', '^(%S+)')
if holder ~= ARGV[1] then
  return {0}
end
for i = 3, #ARGV, 3 do
  local key = KEYS[2] .. ARGV[i]
  if ARGV[i + 2] == '' then
    redis.call('HDEL', key, ARGV[i + 1])
  else
    redis.call('HSET', key, ARGV[i + 1], ARGV[i + 2])
  end
  -- A day longer than anything is counted.
  redis.call('EXPIRE', key, 691200)
end
return {1}
