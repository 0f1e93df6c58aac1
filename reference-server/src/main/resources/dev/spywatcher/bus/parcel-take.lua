-- Takes what was left.
-- KEYS: parcel
-- Returns: it, or nothing where it is gone
local what = redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[1])
if what then
  return {what}
end
return {}
