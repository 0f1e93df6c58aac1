-- Changes the state of the service.
-- KEYS: state (hash)
-- ARGV: operation, field, value of each change:
--   add: a number to a field; set: a field; stamp: a field to the version of this change;
--   mark: a field to that version, a line break and the value; now: a field to the service's time
--   in ms, and so many more; clear: takes out the fields that begin so
-- Returns: the fields and values
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Rises also where Redis has lost its data.
local version = math.max(now, tonumber(redis.call('HGET', KEYS[1], 'version') or '0') + 1)
for i = 1, #ARGV, 3 do
  local operation, field, value = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if operation == 'add' then
    redis.call('HINCRBY', KEYS[1], field, value)
  elseif operation == 'set' then
    redis.call('HSET', KEYS[1], field, value)
  elseif operation == 'stamp' then
    redis.call('HSET', KEYS[1], field, string.format('%.0f', version))
  elseif operation == 'mark' then
    redis.call('HSET', KEYS[1], field, string.format('%.0f', version) .. '\n' .. value)
  elseif operation == 'now' then
    local advanced = tonumber(redis.call('HGET', KEYS[1], 'advanced') or '0')
    redis.call('HSET', KEYS[1], field, string.format('%.0f', now + advanced + (tonumber(value) or 0)))
  elseif operation == 'clear' then
    for _, known in ipairs(redis.call('HKEYS', KEYS[1])) do
      if string.sub(known, 1, #field) == field then
        redis.call('HDEL', KEYS[1], known)
      end
    end
  end
end
redis.call('HSET', KEYS[1], 'version', string.format('%.0f', version))
return redis.call('HGETALL', KEYS[1])
