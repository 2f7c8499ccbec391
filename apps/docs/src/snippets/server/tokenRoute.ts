import { Hono } from "hono";

export const app = new Hono();

// your own backend: it holds the secret key, and decides who gets a token
app.post("/api/stream-token", async (c) => {
  if (!isFromOwnPage(c.req.raw)) return c.body(null, 403); // no other site spends your tokens
  const answer = await fetch("https://api.example.com/api/v1/token?ttl=60", {
    headers: { authorization: `Bearer ${process.env.WORKFLOW_SECRET_KEY}` },
  });
  const headers = new Headers(answer.headers); // its Retry-After among them
  headers.delete("content-encoding"); // `fetch` has decoded the body
  headers.delete("content-length");
  return new Response(answer.body, { status: answer.status, headers });
});

function isFromOwnPage({ headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin"); // curl sends neither, an old Safari this one
  return origin === null || origin === `https://${headers.get("host")}`;
}
