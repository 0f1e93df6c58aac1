-- One login at Discord at a time, for all servers.
-- KEYS: login-turn
-- ARGV: ms until the next one
-- Returns: 0 where it is the caller's turn, otherwise ms to wait
if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then
  return {0}
end
return {redis.call('PTTL', KEYS[1])}
