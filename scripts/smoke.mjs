// Runs the built core and server on whatever Node runs this file, over loopback. Prints one line.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createWorkflowStream, readText, streamWorkflow } from "../packages/core/dist/index.js";
import { openaiChat } from "../packages/core/dist/formats.js";
import { createWorkflowServer, defineWorkflow } from "../packages/server/dist/index.js";

const text = "Grüße, 世界 👩‍🚀";
const bytes = Buffer.from(text);
const server = createServer(async (request, response) => {
  const isChat = request.url.startsWith("/chat");
  response.setHeader("content-type", isChat ? "text/event-stream" : "text/plain");
  if (isChat) {
    const event = (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
    response.end(`${event("a")}${event("b")}data: [DONE]\n\n`);
    return;
  }
  for (const byte of bytes) {
    response.write(Buffer.of(byte));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  response.end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;

let read = "";
for await (const delta of readText(await fetch(url))) read += delta;
assert.equal(read, text);

let streamed = "";
for await (const delta of streamWorkflow({ url: `${url}/chat`, format: openaiChat }))
  streamed += delta;
assert.equal(streamed, "ab");

const stream = createWorkflowStream({ url });
const result = await stream.start({ topic: "tides" });
assert.deepEqual([result.status, result.text, result.verified], ["done", text, false]);
const refused = await createWorkflowStream({ url: "http://127.0.0.1:1/" }).start();
assert.equal(refused.error?.code, "network");

server.close();
server.closeAllConnections();

// a token, a run and its text, with no network between server and client
const secretKey = "sk_0123456789abcdefghijklmnopqrstuvwxyz";
const echo = defineWorkflow({
  id: "echo",
  inputs: { "~standard": { version: 1, vendor: "smoke", validate: (value) => ({ value }) } },
  async *run({ topic }) {
    for (const character of topic) yield character;
  },
});
const workflows = createWorkflowServer({ workflows: [echo], secretKeys: [secretKey] });
const base = "http://127.0.0.1/api/v1";
const token = async () => {
  const headers = { authorization: `Bearer ${secretKey}` };
  const answer = await workflows.fetch(new Request(`${base}/token`, { headers }));
  return (await answer.json()).token;
};
const asked = (input, init) => workflows.fetch(new Request(input, init));
const run = createWorkflowStream({ baseUrl: base, workflowId: "echo", token, fetch: asked });
const echoed = await run.start({ topic: text });
assert.deepEqual([echoed.status, echoed.text, echoed.verified], ["done", text, true]);
await workflows.close();

console.log(`core and server work on Node ${process.version}`);
