-- Changes guilds and members.
-- KEYS: as in directory-list.lua
-- ARGV: era, then for each change: "guild", id, "", definition (which has no members then);
--   "members", id, "", packed; "member", id, user, member; "gone", id, user, ""; and where members
--   are too many for one call: "empty", id, "", ""; "stage", id, "", packed; in the end "staged",
--   id, "", definition. Packed are user, member, … in one string, as in directory-read.lua
-- Returns: guild, version before, version now of each that was changed; nothing where the directory is of another era
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return {}
end
local STAGED = ':staged'
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local changed, order = {}, {}

local function put(members, packed)
  local at, fields = 1, {}
  while at <= #packed do
    local size = struct.unpack('>I4', packed, at)
    fields[#fields + 1] = string.sub(packed, at + 4, at + 3 + size)
    at = at + 4 + size
    if #fields == 2000 or at > #packed then
      redis.call('HSET', members, unpack(fields))
      fields = {}
    end
  end
end

for i = 2, #ARGV, 4 do
  local what, guild, user, value = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local members = KEYS[4] .. guild
  if what == 'staged' and redis.call('EXISTS', members .. STAGED) == 0 then
    return redis.error_reply('members that were written before are gone')
  end
  if what == 'guild' then
    redis.call('HSET', KEYS[2], guild, value)
    redis.call('UNLINK', members)
  elseif what == 'members' then
    put(members, value)
  elseif what == 'member' then
    redis.call('HSET', members, user, value)
  elseif what == 'gone' then
    redis.call('HDEL', members, user)
  elseif what == 'empty' then
    redis.call('UNLINK', members .. STAGED)
  elseif what == 'stage' then
    put(members .. STAGED, value)
  elseif what == 'staged' then
    redis.call('HSET', KEYS[2], guild, value)
    redis.call('UNLINK', members)
    redis.call('RENAME', members .. STAGED, members)
    redis.call('PERSIST', members)
  end
  local staging = what == 'empty' or what == 'stage'
  if staging and i + 4 > #ARGV then
    redis.call('EXPIRE', members .. STAGED, 600)
  end
  if not staging and not changed[guild] then
    changed[guild] = true
    order[#order + 1] = guild
  end
end
local answer = {}
for _, guild in ipairs(order) do
  -- Rises also where Redis has lost its data.
  local before = redis.call('HGET', KEYS[3], guild) or '0'
  local version = math.max(now, tonumber(before) + 1)
  redis.call('HSET', KEYS[3], guild, string.format('%.0f', version))
  answer[#answer + 1] = guild
  answer[#answer + 1] = before
  answer[#answer + 1] = string.format('%.0f', version)
end
return answer
