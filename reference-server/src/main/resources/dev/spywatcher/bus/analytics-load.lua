-- What has happened in guilds.
-- KEYS: what the key of a guild's activity begins with
-- ARGV: guilds
-- Returns: {field, value, …} of each
local answer = {}
for i, guild in ipairs(ARGV) do
  answer[i] = redis.call('HGETALL', KEYS[1] .. guild)
end
return answer
