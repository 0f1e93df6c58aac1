-- The versions of all guilds, where the directory is of this era; an older one is forgotten.
-- KEYS: directory-era, guilds, guild-versions, then what keys of a single guild begin with
-- ARGV: era
-- Returns: guild, version of each
local era = tonumber(redis.call('GET', KEYS[1]) or '-1')
if era < tonumber(ARGV[1]) then
  for _, guild in ipairs(redis.call('HKEYS', KEYS[2])) do
    for key = 4, #KEYS do
      redis.call('UNLINK', KEYS[key] .. guild)
    end
  end
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('SET', KEYS[1], ARGV[1])
elseif era > tonumber(ARGV[1]) then
  return {}
end
return redis.call('HGETALL', KEYS[3])
