import type { SlotStore } from "../slots.ts";
import type { ScriptClient } from "./rates.ts";

// A sorted set for each name: ids of places, by the time when each ends by itself.
const TAKE_SCRIPT = `
local time = redis.call("TIME")
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", nowMs)
local stands = redis.call("ZSCORE", KEYS[1], ARGV[1])
if not stands and redis.call("ZCARD", KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call("ZADD", KEYS[1], nowMs + ARGV[3], ARGV[1])
if redis.call("PTTL", KEYS[1]) < tonumber(ARGV[3]) then redis.call("PEXPIRE", KEYS[1], ARGV[3]) end
return 1`;

const ROOM_SCRIPT = `
local time = redis.call("TIME")
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call("ZCOUNT", KEYS[1], "(" .. nowMs, "+inf") < tonumber(ARGV[1]) and 1 or 0`;

const FREE_SCRIPT = `return redis.call("ZREM", KEYS[1], ARGV[1])`;

/** Places on Redis, under `prefix`. Those of a process that died end after their `ttlMs`. */
export function redisSlots(client: ScriptClient, prefix: string): SlotStore {
  const keyOf = (name: string): string => `${prefix}slots:${name}`;

  return {
    async take(name, placeId, limit, ttlMs) {
      const values = [placeId, String(limit), String(Math.ceil(ttlMs))];
      return (await client.eval(TAKE_SCRIPT, { keys: [keyOf(name)], arguments: values })) === 1;
    },
    async hasRoom(name, limit) {
      const options = { keys: [keyOf(name)], arguments: [String(limit)] };
      return (await client.eval(ROOM_SCRIPT, options)) === 1;
    },
    async free(name, placeId) {
      await client.eval(FREE_SCRIPT, { keys: [keyOf(name)], arguments: [placeId] });
    },
  };
}
