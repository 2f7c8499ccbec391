import { script, type Script } from "./script.ts";

// A part is stored behind its place: the bytes of text before it.
const PLACE_OF = `
local function placeOf(part)
  return tonumber(string.match(part, '^%d+'))
end
`;

/**
 * Adds to the log, renews the lease, ends the run: owner, bytes and parts that are stored, text, leaseMs, for the end status, ending,
 * keepMs (else empty), and then the parts. Replies with the bytes and parts that are stored, or with the status the run has instead:
 * '' for none. Entries are added only at their own position, all of them or none, so a repeated write changes nothing. Lua can unpack
 * some 8 000 parts: as JSON they take more than the bytes of one write.
 */
export const writeScript: Script = script(`
local found = look(ARGV[1])
if not found or found.owner ~= ARGV[1] then return '' end
if found.status ~= 'running' then return found.status end
local bytes, count = redis.call('STRLEN', text), redis.call('LLEN', parts)
local hasText, added = ARGV[4] ~= '', #ARGV - 8
local fresh = bytes == tonumber(ARGV[2]) and count == tonumber(ARGV[3]) and (hasText or added > 0)
local newKey = fresh and ((hasText and bytes == 0) or (added > 0 and count == 0))
if fresh and hasText then bytes = redis.call('APPEND', text, ARGV[4]) end
if fresh and added > 0 then count = redis.call('RPUSH', parts, unpack(ARGV, 9)) end
if ARGV[6] ~= '' and bytes == ARGV[2] + #ARGV[4] and count == ARGV[3] + added then
  finish(ARGV[6], ARGV[7], ARGV[8])
  return {bytes, count}
end
if found.lapsed then redis.call('HDEL', run, 'lapsed', 'clock') end
if newKey or found.lease - nowMs < ARGV[5] * 0.95 then
  redis.call('HSET', run, 'lease', nowMs + ARGV[5])
  keep(ARGV[5] + found.keep)
end
if fresh then tell() end
return {bytes, count}
`);

/**
 * Reads: offset, index of the first part, maxBytes. Text ends where a part stands that is not read with it, and no part is read that
 * stands behind it.
 */
export const readScript: Script = script(`${PLACE_OF}
local found = look()
if not found then return false end
local from, index, maxBytes = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if maxBytes == 0 then return describe(found, '', {}) end
local stop = math.min(from + maxBytes, math.max(from, redis.call('STRLEN', text)))
local slice, size, more = {}, 0, index < redis.call('LLEN', parts)
while more do
  local some = redis.call('LRANGE', parts, index, index + 15)
  more = #some == 16
  for _, part in ipairs(some) do
    local place = placeOf(part)
    if size >= maxBytes then stop = math.max(from, math.min(stop, place)) end
    if size >= maxBytes or place > stop then
      more = false
      break
    end
    slice[#slice + 1] = part
    size = size + #part
  end
  index = index + 16
end
return describe(found, stop > from and redis.call('GETRANGE', text, from, stop - 1) or '', slice)
`);

/** Counts the parts before a byte of the text: offset. */
export const partsBeforeScript: Script = script(`${PLACE_OF}
local count, beyond = 0, redis.call('LLEN', parts)
while count < beyond do
  local middle = math.floor((count + beyond) / 2)
  if placeOf(redis.call('LINDEX', parts, middle)) < tonumber(ARGV[1]) then count = middle + 1 else beyond = middle end
end
return count
`);
