import { createScriptedServer, type Script } from "@workflow-stream/testing";

/** The whole of an app's backend, as a `fetch`: it hands out tokens, knows its user by a cookie, runs workflows and completes prompts. */
export function createBackend(script: Script): typeof fetch {
  const server = createScriptedServer(script);
  return async (input, init) => {
    const url = new URL(String(input), location.href);
    if (url.pathname === "/api/stream-token") return Response.json(server.token());
    if (url.pathname === "/api/completion")
      return new Response("High water.", { headers: { "content-type": "text/plain" } });
    const isNew = url.pathname.includes("/run/") && !url.searchParams.has("token");
    if (isNew) url.searchParams.set("token", server.token().token);
    return server.fetch(url, init);
  };
}
