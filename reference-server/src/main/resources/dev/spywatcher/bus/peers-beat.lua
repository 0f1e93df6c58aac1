-- A server says that it lives; who else does.
-- KEYS: servers (sorted set, id by expiry in ms), server (hash, id to description), state (hash)
-- ARGV: id, description, ms until it counts as gone
-- Returns: version of the state, then id, description of each server that lives
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('HDEL', KEYS[2], gone)
end
if redis.call('ZCARD', KEYS[1]) == 0 then
  -- The first of a service, which begins anew; nobody is there whose state it would be.
  redis.call('DEL', KEYS[3])
end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local answer = {tonumber(redis.call('HGET', KEYS[3], 'version') or '0')}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  answer[#answer + 1] = id
  answer[#answer + 1] = redis.call('HGET', KEYS[2], id) or ''
end
return answer
