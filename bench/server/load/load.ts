import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { DELTAS_PER_SECOND } from "../experiments/clockStreams.ts";
import { storeNames, type StoreName } from "../experiments/stores.ts";
import type { Machine } from "../../measure/machine.ts";
import { serverMachine } from "../kit/serverMachine.ts";
import { startRedis } from "../kit/startRedis.ts";
import { buildOf, dist } from "./builds.ts";
import type { ProcessState } from "./probe.ts";
import { startCommand, type Command } from "./startCommand.ts";
import { startReaders } from "./startReaders.ts";
import { visit, type Visits } from "./visits.ts";

/** One load, and the build that bears it. */
export interface LoadCase {
  readonly store: StoreName;
  /** The build before this work, or that of this folder. */
  readonly build: "before" | "now";
  readonly workers: number;
  /** Streams that flow, each a run of its own. */
  readonly streams: number;
}

/** How new users fared while so many streams flowed. */
export interface UnderLoad extends LoadCase {
  /** Streams that the server did not begin within 20 s. */
  readonly refused: number;
  /** How long it took to open them, 64 at once. */
  readonly openedMs: number;
  readonly visits: Visits;
  /** Share of the deltas that were due which arrived, and how late. */
  readonly arrived: number;
  readonly lateP99Ms: number;
  /** Of the process where it is longest, in ms. */
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
  /** CPU of all its processes: 1 is one core. */
  readonly cores: number;
  /** Share of all cores of the machine that clients, Redis and server kept busy together. */
  readonly machineBusy: number;
}

/** The figures, and where they were taken. */
export interface LoadFigures {
  readonly machine: Machine;
  /** The commit of the build before. */
  readonly before: string;
  readonly cases: readonly UnderLoad[];
}

/** How much is measured. */
export interface LoadSize {
  /** Streams for one process; twice as many for two. */
  readonly streams: number;
  readonly watchMs: number;
}

const SETTLE_MS = 2_000;
// More than it takes, as a run that ends while it is watched would be missed.
const RUN_SECONDS = 90;

/** Measures each load with the build of `revision`, and then with that of this folder. */
export async function underLoad(revision: string, size: LoadSize): Promise<LoadFigures> {
  const build = buildOf(revision);
  const cases: UnderLoad[] = [];
  try {
    for (const load of loads(size.streams)) {
      console.log(`  ${load.streams} streams on ${load.store}, ${load.build}`);
      cases.push(await measure(load, load.build === "now" ? dist : build.dist, size.watchMs));
    }
  } finally {
    build.remove();
  }
  return { machine: await serverMachine(), before: build.commit, cases };
}

function loads(streams: number): LoadCase[] {
  const wanted = [
    ...storeNames.map((store) => ({ store, streams, workers: 1 })),
    { store: "Redis", streams: 2 * streams, workers: 2 } as const,
  ];
  // The build before knows no workers: it bears with one process what the other bears with two.
  return wanted.flatMap((load): LoadCase[] => [
    { ...load, build: "before", workers: 1 },
    { ...load, build: "now" },
  ]);
}

/** Measures one load. */
export async function measure(load: LoadCase, dist: string, watchMs: number): Promise<UnderLoad> {
  const { store, workers, streams } = load;
  const redis = store === "Redis" ? await startRedis() : undefined;
  try {
    const command = await startCommand({ dist, workers, redisUrl: redis?.url });
    try {
      return { ...load, ...(await bear(command, streams, watchMs)) };
    } finally {
      await command.close();
    }
  } finally {
    await redis?.close();
  }
}

async function bear(
  command: Command,
  streams: number,
  watchMs: number,
): Promise<Omit<UnderLoad, keyof LoadCase>> {
  const { origin } = command;
  const readers = await startReaders({ origin, streams, runSeconds: RUN_SECONDS, watchMs });
  await sleep(SETTLE_MS);
  const before = await command.states();
  const startedAt = performance.now();
  const machineBefore = machineMs();
  const visiting = visit(origin, watchMs);
  const read = await readers.watch();
  const after = await command.states();
  const machineAfter = machineMs();
  const spentMs = performance.now() - startedAt;
  const visits = await visiting;
  return {
    refused: readers.refused,
    openedMs: readers.openedMs,
    visits,
    arrived: read.deltas / (streams * DELTAS_PER_SECOND * (watchMs / 1000)),
    lateP99Ms: read.lateP99Ms,
    loopDelayP99Ms: Math.max(...after.map(({ loopDelayP99Ms }) => loopDelayP99Ms)),
    loopDelayMaxMs: Math.max(...after.map(({ loopDelayMaxMs }) => loopDelayMaxMs)),
    cores: (cpuMs(after) - cpuMs(before)) / spentMs,
    machineBusy: (machineAfter.busy - machineBefore.busy) / (machineAfter.all - machineBefore.all),
  };
}

function machineMs(): { busy: number; all: number } {
  const times = cpus().map((core) => core.times);
  const all = times.flatMap((one) => Object.values(one)).reduce((sum, ms) => sum + ms, 0);
  return { busy: all - times.reduce((sum, { idle }) => sum + idle, 0), all };
}

function cpuMs(states: readonly ProcessState[]): number {
  return states.reduce((sum, state) => sum + state.cpuMs, 0);
}
