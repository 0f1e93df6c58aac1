-- Some members of a guild.
-- KEYS: as in directory-list.lua
-- ARGV: guild, where to go on ("0" at first), how many about
-- Returns: version of the guild, where to go on ("0" at the end), and user, member, … as in
--   directory-read.lua
local function packed(fields)
  local parts = {}
  for i, field in ipairs(fields) do
    parts[2 * i - 1] = struct.pack('>I4', #field)
    parts[2 * i] = field
  end
  return table.concat(parts)
end
local page = redis.call('HSCAN', KEYS[4] .. ARGV[1], ARGV[2], 'COUNT', ARGV[3])
return {redis.call('HGET', KEYS[3], ARGV[1]) or '0', page[1], packed(page[2])}
