// Runs the built core on whatever Node runs this file, against a real server on loopback. Prints one line.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createWorkflowStream, readText, streamWorkflow } from "../packages/core/dist/index.js";
import { openaiChat } from "../packages/core/dist/formats.js";

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
console.log(`core works on Node ${process.version}`);
