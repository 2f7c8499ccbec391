import { connect } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";

// Loaded into each process of a measured server, before its own code: answers whoever started it over a socket.

/** What a process says of itself when it is asked. */
export interface ProcessState {
  readonly pid: number;
  /** CPU time since its start, in ms. */
  readonly cpuMs: number;
  /** How late the event loop was, 99 of 100 times, since it was asked last, in ms. */
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
}

const SAMPLE_EVERY_MS = 5;
const NANOSECONDS = 1e6;

const port = Number(process.env["BENCH_PROBE_PORT"]);
const socket = connect(port, "127.0.0.1");
socket.unref();
// The bench has ended.
socket.on("error", () => process.exit());

const delay = monitorEventLoopDelay({ resolution: SAMPLE_EVERY_MS });
delay.enable();

createInterface({ input: socket }).on("line", () => {
  const { user, system } = process.cpuUsage();
  const state: ProcessState = {
    pid: process.pid,
    cpuMs: (user + system) / 1000,
    loopDelayP99Ms: late(delay.percentile(99)),
    loopDelayMaxMs: late(delay.max),
  };
  delay.reset();
  socket.write(`${JSON.stringify(state)}\n`);
});

// The histogram holds the time from one sample to the next.
function late(nanoseconds: number): number {
  return Math.max(0, nanoseconds / NANOSECONDS - SAMPLE_EVERY_MS);
}
