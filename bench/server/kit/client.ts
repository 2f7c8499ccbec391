import { randomBytes } from "node:crypto";
import { Agent, request, type ClientRequest, type IncomingMessage } from "node:http";
import { SECRET_KEY } from "./startServer.ts";

/** A client of one server: node:http with kept-alive connections, which costs the least of what Node has. */
export interface Client {
  /** Sends a request; resolves to the head of its answer. */
  send(path: string, init?: RequestOptions): Promise<Answer>;
  /** Sends a request, reads its answer to the end, and demands that it is a success. */
  text(path: string, init?: RequestOptions): Promise<string>;
  /** A fresh token. */
  token(): Promise<string>;
  /** Starts a run with a token of its own; the body is for the caller to read. */
  start(workflow: string, inputs: object, headers?: Record<string, string>): Promise<Answer>;
  close(): void;
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** The head of an answer, and its body, chunk by chunk. */
export interface Answer {
  readonly status: number;
  readonly body: IncomingMessage;
  /** Cuts the connection. */
  cut(): void;
}

const api = "/api/v1";
const asBackend = { authorization: `Bearer ${SECRET_KEY}` };

/** Creates a client. Paths are taken below the API's, except those that begin with `/bare`. */
export function createClient(origin: string): Client {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(origin);

  function send(
    path: string,
    { method = "GET", headers = {}, body }: RequestOptions = {},
  ): Promise<Answer> {
    const fullPath = path.startsWith("/bare") ? path : api + path;
    return new Promise((resolve, reject) => {
      const sent: ClientRequest = request({
        agent,
        hostname,
        port,
        method,
        path: fullPath,
        headers: {
          ...headers,
          ...(body !== undefined && { "content-length": Buffer.byteLength(body) }),
        },
      });
      sent.on("error", reject);
      sent.on("response", (message) => {
        // A body that is cut says so where it is read.
        message.on("error", () => {});
        resolve({ status: message.statusCode ?? 0, body: message, cut: () => sent.destroy() });
      });
      sent.end(body);
    });
  }

  async function text(path: string, init?: RequestOptions): Promise<string> {
    const { status, body } = await send(path, init);
    const whole = await readText(body);
    if (status >= 300) throw new Error(`${path} answered ${status}: ${whole}`);
    return whole;
  }

  async function token(): Promise<string> {
    const answer = await text("/token?ttl=300", { headers: asBackend });
    return (JSON.parse(answer) as { token: string }).token;
  }

  return {
    send,
    text,
    token,
    async start(workflow, inputs, headers = {}) {
      const path = `/run/${workflow}/stream?token=${await token()}`;
      const answer = await send(path, { method: "POST", headers, body: JSON.stringify(inputs) });
      if (answer.status === 200) return answer;
      throw new Error(`${workflow} answered ${answer.status}: ${await readText(answer.body)}`);
    },
    close: () => agent.destroy(),
  };
}

/** The rest of a body, as text. */
export async function readText(body: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A new Run-Key: the run's id, and the header that opens it. */
export function newRunKey(): { readonly id: string; readonly headers: Record<string, string> } {
  const id = `run_${randomBytes(16).toString("base64url")}`;
  return { id, headers: { "run-key": `${id}.${randomBytes(16).toString("base64url")}` } };
}

/** Does something `count` times, `atOnce` at a time, in order of their numbers. */
export async function times<Result>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}
