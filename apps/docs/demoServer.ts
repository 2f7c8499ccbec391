import type { Connect, Plugin, ProxyOptions } from "vite";

/** Where the page asks whether there is a demo server: a file that says no, where the site is served as it was built. */
const QUESTION = "/demo-server.json";

/** How long the demo server may take to say that it is there, in ms. */
const ANSWER_TIMEOUT_MS = 500;

async function isUp(origin: string): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  return fetch(`${origin}/healthz`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Lets the live examples run against the demo server, whenever it is there. */
export function demoServer(origin = "http://localhost:4000"): Plugin {
  const proxy: Record<string, ProxyOptions> = { "/api": { target: origin } };
  const answer: Connect.NextHandleFunction = (_, response) => {
    response.setHeader("content-type", "application/json");
    void isUp(origin).then((isThere) => response.end(JSON.stringify({ isThere })));
  };
  return {
    name: "demo-server",
    config: () => ({ server: { proxy }, preview: { proxy } }),
    configureServer: ({ middlewares }) => void middlewares.use(QUESTION, answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(QUESTION, answer),
  };
}
