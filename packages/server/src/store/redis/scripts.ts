import { createHash } from "node:crypto";
import { failure } from "../../errors.ts";

/** A Lua script and the digest Redis knows it by. */
export interface Script {
  readonly source: string;
  readonly sha1: string;
}

const LOST = JSON.stringify({ failure: failure("producer_lost") });

// Every script is given the two keys of one run, and first looks whether its lease has lapsed. Whoever sees that first marks
// the run with the time; whoever sees the mark later, by the same clock, ends the run: so that happens once, and nobody sees
// it running afterwards. A clock that jumped, as in a failover, ends nothing: the owner writes sooner than that, and a write of
// the owner takes the mark away. Without a run, `look` is nil.
const PRELUDE = `
local run, text = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
local fields = {'status', 'workflow', 'secret', 'owner', 'ending', 'lease', 'keep', 'home', 'grace', 'lapsed', 'clock'}

local function tell()
  redis.call('PUBLISH', run, '')
end

-- APPEND leaves about as much room as there is text, up to 1 MB. A text that will not grow needs none.
local function shrink()
  local bytes = redis.call('STRLEN', text)
  if bytes > 0 and bytes < 1048576 then redis.call('SET', text, redis.call('GET', text)) end
end

local function finish(status, ending, keepMs)
  redis.call('HSET', run, 'status', status, 'ending', ending)
  redis.call('HDEL', run, 'lease', 'keep', 'home', 'attended', 'grace', 'lapsed', 'clock')
  shrink()
  redis.call('PEXPIRE', run, keepMs)
  redis.call('PEXPIRE', text, keepMs)
  tell()
end

-- Which server's clock it is; where that is not told, all are taken for one.
local function clock()
  local info = redis.pcall('INFO', 'server')
  return type(info) == 'string' and string.match(info, 'run_id:(%x+)') or ''
end

local function look(writer)
  local found = {}
  for i, value in ipairs(redis.call('HMGET', run, unpack(fields))) do found[fields[i]] = value end
  if not found.status then return nil end
  if found.status ~= 'running' or nowMs <= tonumber(found.lease) or found.owner == writer then return found end
  local marked, here = tonumber(found.lapsed or ''), clock()
  if not marked or nowMs < marked or found.clock ~= here then
    redis.call('HSET', run, 'lapsed', nowMs, 'clock', here)
  elseif nowMs >= marked + (found.grace or 0) then
    found.status, found.ending = 'failed', '${LOST}'
    finish(found.status, found.ending, found.keep)
  end
  return found
end

local function describe(found, slice)
  return {found.status, found.workflow, found.secret, found.ending or '', redis.call('STRLEN', text), slice}
end
`;

/** Claims the id: owner, workflow, secret, ttlMs. Replies with the run that stands there, if any. */
export const reserveScript: Script = script(`
local found = look()
if found then return describe(found, '') end
redis.call('HSET', run, 'status', 'reserved', 'owner', ARGV[1], 'workflow', ARGV[2], 'secret', ARGV[3])
redis.call('PEXPIRE', run, ARGV[4])
return false
`);

/** Gives the id back: owner. Also a run without text whose beginner never heard that it had begun. */
export const releaseScript: Script = script(`
local found = look()
if not found or found.owner ~= ARGV[1] then return 0 end
local unheard = found.status == 'running' and redis.call('STRLEN', text) == 0
if found.status ~= 'reserved' and not unheard then return 0 end
redis.call('DEL', run, text)
tell()
return 1
`);

/** Begins a run: owner, workflow, secret, leaseMs, keepMs, home, lapsedMs. Replies whether it has begun. */
export const beginScript: Script = script(`
local found = look()
if found and (found.status ~= 'reserved' or found.owner ~= ARGV[1]) then return 0 end
redis.call('DEL', text)
redis.call('HSET', run, 'status', 'running', 'owner', ARGV[1], 'workflow', ARGV[2], 'secret', ARGV[3],
  'lease', nowMs + ARGV[4], 'keep', ARGV[5], 'home', ARGV[6], 'grace', ARGV[7])
redis.call('PEXPIRE', run, ARGV[4] + ARGV[5])
tell()
return 1
`);

/**
 * Adds text, renews the lease, ends the run: owner, offset, text, leaseMs, and for the end status, ending, keepMs.
 * Replies with the bytes that are stored, or with the status the run has instead: '' for none.
 * Text is added only at its own offset, so a repeated write changes nothing.
 */
export const writeScript: Script = script(`
local found = look(ARGV[1])
if not found or found.owner ~= ARGV[1] then return '' end
if found.status ~= 'running' then return found.status end
local bytes = redis.call('STRLEN', text)
local fresh = bytes == tonumber(ARGV[2]) and ARGV[3] ~= ''
local started = bytes > 0
if fresh then bytes = redis.call('APPEND', text, ARGV[3]) end
if ARGV[5] and bytes == ARGV[2] + #ARGV[3] then
  finish(ARGV[5], ARGV[6], ARGV[7])
  return bytes
end
if found.lapsed then redis.call('HDEL', run, 'lapsed', 'clock') end
if not started or found.lease - nowMs < ARGV[4] * 0.95 then
  redis.call('HSET', run, 'lease', nowMs + ARGV[4])
  redis.call('PEXPIRE', run, ARGV[4] + found.keep)
  redis.call('PEXPIRE', text, ARGV[4] + found.keep)
end
if fresh then tell() end
return bytes
`);

/** Aborts a run that has not ended: keepMs, id. Its process is told the id. */
export const cancelScript: Script = script(`
local found = look()
if not found or (found.status ~= 'reserved' and found.status ~= 'running') then return 0 end
finish('aborted', '', ARGV[1])
if found.home then redis.call('PUBLISH', found.home, ARGV[2]) end
return 1
`);

/** Reads: offset, maxBytes. */
export const readScript: Script = script(`
local found = look()
if not found then return false end
local offset, maxBytes = tonumber(ARGV[1]), tonumber(ARGV[2])
local slice = maxBytes > 0 and redis.call('GETRANGE', text, offset, offset + maxBytes - 1) or ''
return describe(found, slice)
`);

/** Says that a reader is there: leaseMs. Replies whether that matters. */
export const attendScript: Script = script(`
local found = look()
if not found or (found.status ~= 'reserved' and found.status ~= 'running') then return 0 end
redis.call('HSET', run, 'attended', nowMs + ARGV[1])
return 1
`);

/** How long the last word of a reader still holds, in ms. */
export const attendedScript: Script = script(`
local found = look()
if not found or found.status ~= 'running' then return 0 end
return math.max(0, (redis.call('HGET', run, 'attended') or 0) - nowMs)
`);

function script(body: string): Script {
  const source = PRELUDE + body;
  return { source, sha1: createHash("sha1").update(source).digest("hex") };
}
