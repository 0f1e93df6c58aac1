-- What the state of the service is; where there is none, that of the server that asks.
-- KEYS: state (hash)
-- ARGV: ms that the clock of that server was advanced by, version that it is at, then its fields
--   and values
-- Returns: the fields and values
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HGET', KEYS[1], 'version')
if not known then
  for i = 3, #ARGV, 2 do
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
  redis.call('HSET', KEYS[1], 'advanced', ARGV[1])
  redis.call('HSETNX', KEYS[1], 'epoch', string.format('%.0f', now + tonumber(ARGV[1])))
end
-- No clock goes back.
local behind = tonumber(redis.call('HGET', KEYS[1], 'advanced') or '0') < tonumber(ARGV[1])
if behind then
  redis.call('HSET', KEYS[1], 'advanced', ARGV[1])
end
-- What that server did alone does not count: it is to find a later version here.
local ahead = known and tonumber(ARGV[2]) > tonumber(known)
if behind or ahead or not known then
  redis.call('HSET', KEYS[1], 'version',
    string.format('%.0f', math.max(now, tonumber(known or '0') + 1, tonumber(ARGV[2]) + 1)))
end
return redis.call('HGETALL', KEYS[1])
