import { Hono } from "hono";
import { json } from "./json.ts";
import { misconfigured } from "./misconfigured.ts";
import type { Runs } from "./runs.ts";
import type { KeyRing } from "./secretKeys.ts";
import type { Store } from "./store/store.ts";
import type { AppEnv } from "./visit.ts";

/** The health endpoints: whether the process lives, and whether it takes new runs and its store takes writes. */
export function createHealth(store: Store, { draining }: Runs, { missing }: KeyRing): Hono<AppEnv> {
  const health = new Hono<AppEnv>();
  health.get("/healthz", () => json({ status: "ok" }));
  health.get("/readyz", async () => {
    draining.throwIfAborted();
    if (missing) throw misconfigured(missing, 503);
    await store.ping();
    return json({ status: "ok" });
  });
  return health;
}
