import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ScriptedServer } from "@workflow-stream/testing";
import type { AddressInfo } from "node:net";

/** A scripted server on a real socket of the loopback, which it destroys where the script breaks. */
export interface BreakingServer {
  readonly baseUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Puts a scripted server on a port; default: on one that is free. */
export async function listen(scripted: ScriptedServer, asked = 0): Promise<BreakingServer> {
  const server = createServer((request, response) => {
    answer(scripted, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(asked, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/api/v1`,
    port,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  scripted: ScriptedServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await request.toArray()).join("");
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const {
    status,
    headers,
    body: chunks,
  } = await scripted.fetch(request.url!, {
    method: request.method!,
    headers: request.headers as Record<string, string>,
    body,
    signal: gone.signal,
  });
  response.writeHead(status, Object.fromEntries(headers)).flushHeaders();
  for await (const chunk of chunks ?? []) response.write(chunk);
  response.end();
}
