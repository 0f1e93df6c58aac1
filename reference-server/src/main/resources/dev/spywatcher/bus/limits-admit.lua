-- Judges a handshake by the limits of its address, for all servers of the service (LIM-1, -2, -4).
--
-- KEYS: limits of the address (hash: resets, level, at, block, until), its handshakes of the last
--   ten seconds (list of their times), its connections (hash: server to number), servers, state
--   of the service, number of resets
-- ARGV: server, time in us or '' for that of the service, handshakes in a minute, connections at
--   once, handshakes in ten seconds, first block in us, limits that are waived
-- Returns: verdict (0 let in, 1 blocked, 2 blocked from now on, 3 full, 4 too fast), us until the
--   address may try again
local MINUTE, WINDOW, LONGEST_BLOCK, GOOD_BEHAVIOUR = 60000000, 10000000, 8, 20
local limits, recent, connections, servers, state, resets =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local rate, most, often, block =
  tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local clock = redis.call('TIME')
local real = clock[1] * 1000000 + clock[2]
local now = tonumber(ARGV[2])
  or real + tonumber(redis.call('HGET', state, 'advanced') or '0') * 1000

local function waived(limit)
  return string.find(ARGV[7], limit, 1, true)
end

local reset = redis.call('GET', resets) or '0'
local known = redis.call('HMGET', limits, 'resets', 'level', 'at', 'block', 'until')
if known[1] ~= reset then
  redis.call('DEL', limits, recent)
  known = {}
end
-- Of a bucket that holds a handshake for each MINUTE of its level, and takes in `rate` a us.
local level = tonumber(known[2] or '') or rate * MINUTE
local at = tonumber(known[3] or '') or now
local lastBlock = tonumber(known[4] or '') or 0
local out = tonumber(known[5] or '') or 0

local function keep()
  redis.call('HSET', limits, 'resets', reset, 'level', string.format('%.0f', level),
    'at', string.format('%.0f', at), 'block', string.format('%.0f', lastBlock),
    'until', string.format('%.0f', out))
  local remembered = math.max(MINUTE, out - now + lastBlock * GOOD_BEHAVIOUR)
  redis.call('PEXPIRE', limits, string.format('%.0f', math.ceil(remembered / 1000) + 1000))
end

if not waived('RECONNECTS') then
  if now < out then
    return {1, out - now}
  end
  redis.call('RPUSH', recent, string.format('%.0f', now))
  local first = redis.call('LINDEX', recent, 0)
  while first and tonumber(first) <= now - WINDOW do
    redis.call('LPOP', recent)
    first = redis.call('LINDEX', recent, 0)
  end
  redis.call('PEXPIRE', recent, WINDOW / 1000 + 1000)
  if redis.call('LLEN', recent) > often then
    if now >= out + lastBlock * GOOD_BEHAVIOUR then
      lastBlock = 0
    end
    lastBlock = math.min(block * LONGEST_BLOCK, lastBlock == 0 and block or lastBlock * 2)
    out = now + lastBlock
    redis.call('DEL', recent)
    keep()
    return {2, lastBlock}
  end
end

if not waived('CONNECTIONS') then
  local open = 0
  local all = redis.call('HGETALL', connections)
  for i = 1, #all, 2 do
    local gone = redis.call('ZSCORE', servers, all[i])
    if all[i] == ARGV[1] or (gone and tonumber(gone) * 1000 > real) then
      open = open + tonumber(all[i + 1])
    else
      redis.call('HDEL', connections, all[i])
    end
  end
  if open >= most then
    return {3, 0}
  end
end

if not waived('RATE') then
  level = math.min(rate * MINUTE, level + math.max(0, now - at) * rate)
  at = math.max(at, now)
  if level < MINUTE then
    return {4, math.ceil((MINUTE - level) / rate)}
  end
  level = level - MINUTE
  keep()
end
redis.call('HINCRBY', connections, ARGV[1], 1)
redis.call('EXPIRE', connections, 60)
return {0, 0}
