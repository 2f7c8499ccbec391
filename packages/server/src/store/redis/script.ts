import { createHash } from "node:crypto";
import { failure } from "../../errors.ts";

/** A Lua script and the digest Redis knows it by. */
export interface Script {
  readonly source: string;
  readonly sha1: string;
}

const LOST = JSON.stringify({ failure: failure("producer_lost") });

// Every script is given the keys of one run, and first looks whether its lease has lapsed. Whoever sees that first marks
// the run with the time; whoever sees the mark later, by the same clock, ends the run: so that happens once, and nobody sees
// it running afterwards. A clock that jumped, as in a failover, ends nothing: the owner writes sooner than that, and a write of
// the owner takes the mark away. Without a run, `look` is nil.
const PRELUDE = `
local run, text, parts = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
local fields = {'status', 'workflow', 'secret', 'owner', 'user', 'ending', 'lease', 'keep', 'home', 'grace', 'lapsed', 'clock'}

local function tell()
  redis.call('PUBLISH', run, '')
end

-- APPEND leaves about as much room as there is text, up to 1 MB. A text that will not grow needs none.
local function shrink()
  local bytes = redis.call('STRLEN', text)
  if bytes > 0 and bytes < 1048576 then redis.call('SET', text, redis.call('GET', text)) end
end

local function keep(keepMs)
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, keepMs) end
end

local function finish(status, ending, keepMs)
  redis.call('HSET', run, 'status', status, 'ending', ending)
  redis.call('HDEL', run, 'lease', 'keep', 'home', 'attended', 'grace', 'lapsed', 'clock')
  shrink()
  keep(keepMs)
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

local function describe(found, textSlice, partSlice)
  local bytes, count = redis.call('STRLEN', text), redis.call('LLEN', parts)
  return {found.status, found.workflow, found.secret, found.user or '', found.ending or '', bytes, count, textSlice, partSlice}
end
`;

/** A script on the keys of one run. */
export function script(body: string): Script {
  const source = PRELUDE + body;
  return { source, sha1: createHash("sha1").update(source).digest("hex") };
}
