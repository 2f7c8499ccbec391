import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

// It listens, and never comes to accept: once its short queue is full, what knocks is not answered at all.
const listenAndSleep = `
const { createServer } = require("node:net");
const server = createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  require("node:worker_threads").parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

const knocks = 4;

/** The address of a machine that is silent, as if its power had failed, until the test has finished. */
export async function startSilentMachine(): Promise<string> {
  const worker = new Worker(listenAndSleep, { eval: true });
  onTestFinished(async () => void (await worker.terminate()));
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  const sockets = Array.from({ length: knocks }, () => connect(port, "127.0.0.1"));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await Promise.race(sockets.map(hasTimedOut));
  return `127.0.0.1:${port}`;
}

function hasTimedOut(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.on("error", () => {});
    const timer = setTimeout(() => socket.connecting && resolve(), 200);
    socket.once("close", () => clearTimeout(timer));
  });
}
