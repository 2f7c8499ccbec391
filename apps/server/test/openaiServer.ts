import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request for a chat completion, as it came. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly stream: boolean;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** An OpenAI-compatible server on loopback that answers as a test scripts it. */
export interface OpenAiServer {
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  /** Resolves when the connection of an answer has closed before its end. */
  readonly left: Promise<void>;
}

/** What a model's provider sends for one piece of text. */
export function delta(content: string): string {
  return event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
}

/** What it sends at the end: why it ended, what it used, and that it is done. */
export const ending = [
  event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
  event({ choices: [], usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 } }),
  "data: [DONE]\n\n",
].join("");

export function event(data: object): string {
  return `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", ...data })}\n\n`;
}

/** Begins an answer of events. */
export function startEvents(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
}

/** Starts a server that is closed when the test has finished. */
export async function startOpenAiServer(
  answer: (response: ServerResponse) => void | Promise<void>,
): Promise<OpenAiServer> {
  const asked: Asked[] = [];
  let leave = (): void => {};
  const left = new Promise<void>((resolve) => (leave = resolve));
  const server = createServer(async (request, response) => {
    response.once("close", () => {
      if (!response.writableFinished) leave();
    });
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
    asked.push({ headers: request.headers, body: JSON.parse(body) as Asked["body"] });
    if (request.url !== "/v1/chat/completions") response.writeHead(404).end();
    else await answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, left };
}
