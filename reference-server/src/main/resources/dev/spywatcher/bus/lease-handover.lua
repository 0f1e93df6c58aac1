-- The holder of a shard hands it over to the server that it was offered to.
--
-- KEYS: leases, lease-servers (as in leases.lua)
-- ARGV: server, shard, fence, service time in ms from which the next one holds it, life in ms
-- Returns: 1 where that is done; 0 where the next one is gone and the holder keeps the shard; -1
--   where the server is not its holder any more
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local text = redis.call('HGET', KEYS[1], ARGV[2])
if not text then
  return {-1}
end
local holder, fence, expires, from, next = string.match(text, '^(%S+) (%S+) (%S+) (%S+) (%S+)')
if holder ~= ARGV[1] or fence ~= ARGV[3] then
  return {-1}
end
local gone = tonumber(redis.call('ZSCORE', KEYS[2], next) or 0)
if next == '-' or gone <= now then
  redis.call('HSET', KEYS[1], ARGV[2],
    table.concat({holder, fence, expires, from, '-', '-'}, ' '))
  return {0}
end
local higher = math.max(tonumber(fence) + 1, now)
redis.call('HSET', KEYS[1], ARGV[2], table.concat({
  next, string.format('%.0f', higher), string.format('%.0f', now + tonumber(ARGV[5])), ARGV[4],
  '-', '-',
}, ' '))
return {1}
