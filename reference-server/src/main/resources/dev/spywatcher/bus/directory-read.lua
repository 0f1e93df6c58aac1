-- Guilds with their members, as many as one call is to bring.
-- KEYS: as in directory-list.lua
-- ARGV: most members, guilds
-- Returns: how many of the guilds have been looked at, at least one; then definition, version,
--   number of members, and user, member, … in one string, each after its length in four bytes, of
--   each that is there; no members where they are too many
local function packed(fields)
  local parts = {}
  for i, field in ipairs(fields) do
    parts[2 * i - 1] = struct.pack('>I4', #field)
    parts[2 * i] = field
  end
  return table.concat(parts)
end
local most, members = tonumber(ARGV[1]), 0
local answer = {0}
for i = 2, #ARGV do
  local guild = ARGV[i]
  local definition = redis.call('HGET', KEYS[2], guild)
  if definition then
    local size = redis.call('HLEN', KEYS[4] .. guild)
    if members > 0 and members + size > most then
      break
    end
    members = members + size
    answer[#answer + 1] = definition
    answer[#answer + 1] = redis.call('HGET', KEYS[3], guild)
    answer[#answer + 1] = size
    answer[#answer + 1] = size > most and '' or packed(redis.call('HGETALL', KEYS[4] .. guild))
  end
  answer[1] = i - 1
end
return answer
