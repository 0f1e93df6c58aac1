-- Leave to send a guild's update; where it is given, the update counts as sent.
-- KEYS: leases, throttle of the guild, state, channel of the room
-- ARGV: server, shard, fence, interval in ms, 1 where the server itself has subscribers
-- Returns: 0, ms to wait, -1 where the server does not hold the shard (any more), or -2 where
--   nobody is subscribed
local holder, fence = string.match(redis.call('HGET', KEYS[1], ARGV[2]) or '', '^(%S+) (%S+)')
if holder ~= ARGV[1] or fence ~= ARGV[3] then
  return {-1}
end
if ARGV[5] ~= '1' then
  local subscribers = redis.call('PUBSUB', 'NUMSUB', KEYS[4])[2]
  local sharded = redis.pcall('PUBSUB', 'SHARDNUMSUB', KEYS[4])
  if subscribers == 0 and (sharded.err or sharded[2] == 0) then
    return {-2}
  end
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  + tonumber(redis.call('HGET', KEYS[3], 'advanced') or '0')
local interval = tonumber(ARGV[4])
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
if last > now then
  -- The time was set back: nobody waits for longer than an interval.
  last = now
  redis.call('SET', KEYS[2], string.format('%.0f', last), 'PX', math.max(interval, 600000))
end
local wait = last + interval - now
if wait > 0 then
  return {wait}
end
redis.call('SET', KEYS[2], string.format('%.0f', now), 'PX', math.max(interval, 600000))
return {0}
