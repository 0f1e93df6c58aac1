-- The version of a guild.
-- KEYS: as in directory-list.lua
-- ARGV: guild
-- Returns: the version, 0 where there is no such guild
return {redis.call('HGET', KEYS[3], ARGV[1]) or '0'}
