-- One server renews its leases, takes free ones, and offers or awaits a hand-over.
--
-- KEYS: leases (hash: shard -> "holder fence expires from next at"), lease-servers (sorted set:
--   server -> when it counts as gone, ms)
-- ARGV: server, number of shards, life of a lease in ms, service time in ms from which a shard
--   taken now is held, which free shards to take ("all", "none" at the close, or ",0,3,"), and
--   which expected shards it is ready to take over from when (" 0=1790000000000 3=…")
-- Returns: 0 or the number of shards that the other servers have, 1 where something has changed,
--   and for each shard: shard, holder, fence, whether the lease holds, from, next, at
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local leases, servers = KEYS[1], KEYS[2]
local id, shards, life, from, claim = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]

local function number(value)
  return string.format('%.0f', value)
end

redis.call('ZREMRANGEBYSCORE', servers, '-inf', now)
redis.call('ZREM', servers, id)
local others = redis.call('ZRANGE', servers, 0, -1)
local known = redis.call('HGET', leases, 'shards')
if known and tonumber(known) ~= shards then
  if #others > 0 then
    return {tonumber(known), 0}
  end
  redis.call('DEL', leases)
end
redis.call('HSET', leases, 'shards', shards)
if claim ~= 'none' then
  redis.call('ZADD', servers, now + life, id)
end

local load = {}
for _, server in ipairs(others) do
  load[server] = 0
end
local mine = 0
local all = {}
for shard = 0, shards - 1 do
  local text = redis.call('HGET', leases, shard)
  if text then
    local holder, fence, expires, since, nextOne, at =
      string.match(text, '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
    local lease = {
      holder = holder, fence = tonumber(fence), expires = tonumber(expires), from = since,
      next = nextOne, at = at,
    }
    all[shard] = lease
    if holder == id then
      lease.expires = now + life
    end
    if lease.next ~= '-' and lease.next ~= id and not load[lease.next] then
      lease.next, lease.at = '-', '-'
    end
    local owner = lease.next ~= '-' and lease.next or holder
    if owner == id then
      mine = mine + 1
    elseif load[owner] and lease.expires > now then
      load[owner] = load[owner] + 1
    end
  end
end

local changed = 0
local share = math.ceil(shards / (#others + 1))
for shard = 0, shards - 1 do
  local lease = all[shard]
  local free = not lease or lease.holder == '-' or lease.expires <= now
  local wanted = claim == 'all' or string.find(claim, ',' .. shard .. ',', 1, true)
  if free and wanted and mine < share then
    if not (lease and lease.next == id) then
      mine = mine + 1
    end
    local fence = now
    if lease and lease.fence >= fence then
      fence = lease.fence + 1
    end
    all[shard] =
      {holder = id, fence = fence, expires = now + life, from = from, next = '-', at = '-'}
    changed = 1
  elseif lease and lease.next == id and lease.at == '-' then
    local at = string.match(ARGV[6], ' ' .. shard .. '=(%d+)')
    if at then
      lease.at = at
      changed = 1
    end
  end
end

local function idlest()
  local found
  for server, number in pairs(load) do
    if not found or number < load[found] or (number == load[found] and server < found) then
      found = server
    end
  end
  return found
end

for shard = 0, shards - 1 do
  local lease = all[shard]
  if lease and lease.holder == id and lease.next == '-' then
    local server = idlest()
    if server and (claim == 'none' or mine >= load[server] + 2) then
      lease.next = server
      load[server] = load[server] + 1
      mine = mine - 1
      changed = 1
    elseif claim == 'none' then
      lease.holder, lease.expires = '-', now
      changed = 1
    end
  end
end

local answer = {0, changed}
for shard = 0, shards - 1 do
  local lease = all[shard]
  if lease then
    redis.call('HSET', leases, shard, table.concat({
      lease.holder, number(lease.fence), number(lease.expires), lease.from, lease.next, lease.at,
    }, ' '))
    answer[#answer + 1] = shard
    answer[#answer + 1] = lease.holder
    answer[#answer + 1] = number(lease.fence)
    answer[#answer + 1] = lease.expires > now and 1 or 0
    answer[#answer + 1] = lease.from
    answer[#answer + 1] = lease.next
    answer[#answer + 1] = lease.at
  end
end
return answer
