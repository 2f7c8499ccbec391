import { type Machine, thisMachine } from "../../measure/machine.ts";
import { startRedis } from "./startRedis.ts";

/** This machine, its Redis, and the packages that a server is made of. */
export async function serverMachine(): Promise<Machine> {
  const redis = await startRedis();
  await redis.close();
  const packages = ["redis", "hono", "@hono/node-server"];
  return thisMachine(packages, { "redis-server": redis.version });
}
