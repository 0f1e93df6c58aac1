-- What a server sent while it was alone counts for all.
-- KEYS: what the key of a guild's throttle begins with
-- ARGV: guild, service time in ms when its last update was sent, …
for i = 1, #ARGV, 2 do
  local key = KEYS[1] .. ARGV[i]
  if tonumber(redis.call('GET', key) or '0') < tonumber(ARGV[i + 1]) then
    redis.call('SET', key, ARGV[i + 1], 'PX', 604800000)
  end
end
return {}
