import type { FirstByte } from "../experiments/firstByte.ts";
import type { RedisBytes } from "../experiments/redisBytes.ts";
import type { HeldMemory } from "../experiments/runMemory.ts";
import type { Saturation } from "../experiments/saturation.ts";
import type { TokenRates } from "../experiments/tokenRates.ts";
import type { LoadFigures } from "../load/load.ts";
import type { Machine } from "../../measure/machine.ts";

/** All figures of one measurement. */
export interface Results {
  readonly machine: Machine;
  readonly firstByte: readonly FirstByte[];
  readonly tokenRates: readonly TokenRates[];
  readonly saturation: readonly Saturation[];
  readonly memory: readonly HeldMemory[];
  readonly redisBytes: readonly RedisBytes[];
  /** Taken beside an older build, and so perhaps on another day. */
  readonly load?: LoadFigures | undefined;
}

/** The figures of one store. @throws Error when they were not taken. */
export function ofStore<Figures extends { readonly store: string }>(
  all: readonly Figures[],
  store: Figures["store"],
): Figures {
  const found = all.find((one) => one.store === store);
  if (!found) throw new Error(`no figures of ${store}`);
  return found;
}
