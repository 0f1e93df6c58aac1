-- Changes guilds and members.
-- KEYS: as in directory-list.lua
-- ARGV: era, then for each change: "guild", id, "", definition (its members follow); "member", id,
--   user, member; "gone", id, user, ""
-- Returns: guild, version of each that was changed; nothing where the directory is of another era
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return {}
end
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local changed, order = {}, {}
for i = 2, #ARGV, 4 do
  local what, guild, user, value = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local members = KEYS[4] .. guild
  if what == 'guild' then
    redis.call('HSET', KEYS[2], guild, value)
    redis.call('DEL', members)
  elseif what == 'member' then
    redis.call('HSET', members, user, value)
  else
    redis.call('HDEL', members, user)
  end
  if not changed[guild] then
    changed[guild] = true
    order[#order + 1] = guild
  end
end
local answer = {}
for _, guild in ipairs(order) do
  -- Rises also where Redis has lost its data.
  local version = math.max(now, tonumber(redis.call('HGET', KEYS[3], guild) or '0') + 1)
  redis.call('HSET', KEYS[3], guild, string.format('%.0f', version))
  answer[#answer + 1] = guild
  answer[#answer + 1] = string.format('%.0f', version)
end
return answer
