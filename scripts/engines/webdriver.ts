/** A session of the WebDriver protocol. */
export interface WebDriverSession {
  readonly browserVersion: string;
  /** Sends one command; gives the `value` of its answer. */
  send(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown>;
}

const READY_TRIES = 100;
const READY_DELAY_MS = 50;

/** Waits until a driver answers, and begins a session. */
export async function createSession(port: number, capabilities: object): Promise<WebDriverSession> {
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(`${origin}/status`);
  const { sessionId, capabilities: granted } = (await command(`${origin}/session`, "POST", {
    capabilities: { alwaysMatch: capabilities },
  })) as { sessionId: string; capabilities: { browserVersion: string } };
  return {
    browserVersion: granted.browserVersion,
    send: (method, path, body) => command(`${origin}/session/${sessionId}${path}`, method, body),
  };
}

async function command(url: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${method} ${new URL(url).pathname}: ${error}: ${message}`);
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (tries === READY_TRIES) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, READY_DELAY_MS));
  }
}
