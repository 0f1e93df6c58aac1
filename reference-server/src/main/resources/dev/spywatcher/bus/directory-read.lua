-- Guilds with their members.
-- KEYS: as in directory-list.lua
-- ARGV: guilds
-- Returns: definition, version, {user, member, …} of each that is there
local answer = {}
for _, guild in ipairs(ARGV) do
  local definition = redis.call('HGET', KEYS[2], guild)
  if definition then
    answer[#answer + 1] = definition
    answer[#answer + 1] = redis.call('HGET', KEYS[3], guild)
    answer[#answer + 1] = redis.call('HGETALL', KEYS[4] .. guild)
  end
end
return answer
