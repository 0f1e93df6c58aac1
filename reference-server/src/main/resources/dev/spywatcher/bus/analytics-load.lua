-- What has happened in guilds, as much as one call is to bring.
-- KEYS: what the key of a guild's activity begins with
-- ARGV: most bytes, guilds
-- Returns: {field, value, …} of each, at least of the first
local most, bytes = tonumber(ARGV[1]), 0
local answer = {}
for i = 2, #ARGV do
  local fields = redis.call('HGETALL', KEYS[1] .. ARGV[i])
  for _, field in ipairs(fields) do
    bytes = bytes + #field
  end
  answer[i - 1] = fields
  if bytes >= most then
    break
  end
end
return answer
