import { script, type Script } from "./script.ts";

/** Claims the id: owner, workflow, secret, user, ttlMs. Replies with the run that stands there, if any. */
export const reserveScript: Script = script(`
local found = look()
if found then return describe(found, '', {}) end
redis.call('HSET', run, 'status', 'reserved', 'owner', ARGV[1], 'workflow', ARGV[2], 'secret', ARGV[3], 'user', ARGV[4])
redis.call('PEXPIRE', run, ARGV[5])
return false
`);

/** Gives the id back: owner. Also a run without text or part whose beginner never heard that it had begun. */
export const releaseScript: Script = script(`
local found = look()
if not found or found.owner ~= ARGV[1] then return 0 end
local unheard = found.status == 'running' and redis.call('EXISTS', text, parts) == 0
if found.status ~= 'reserved' and not unheard then return 0 end
redis.call('DEL', run, text, parts)
tell()
return 1
`);

/** Begins a run: owner, workflow, secret, user, leaseMs, keepMs, home, lapsedMs. Replies whether it has begun. */
export const beginScript: Script = script(`
local found = look()
if found and (found.status ~= 'reserved' or found.owner ~= ARGV[1]) then return 0 end
redis.call('DEL', text, parts)
redis.call('HSET', run, 'status', 'running', 'owner', ARGV[1], 'workflow', ARGV[2], 'secret', ARGV[3],
  'user', ARGV[4], 'lease', nowMs + ARGV[5], 'keep', ARGV[6], 'home', ARGV[7], 'grace', ARGV[8])
redis.call('PEXPIRE', run, ARGV[5] + ARGV[6])
tell()
return 1
`);

/** Aborts a run that has not ended: keepMs, id. Its process is told the id. */
export const cancelScript: Script = script(`
local found = look()
if not found or (found.status ~= 'reserved' and found.status ~= 'running') then return 0 end
finish('aborted', '', ARGV[1])
if found.home then redis.call('PUBLISH', found.home, ARGV[2]) end
return 1
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
