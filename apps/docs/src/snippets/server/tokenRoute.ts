import { Hono } from "hono";

export const app = new Hono();

// your own backend: it holds the secret key, and decides who gets a token
app.post("/api/stream-token", (c) => {
  if (!isFromOwnPage(c.req.raw)) return c.body(null, 403); // no other site spends your tokens
  return fetch("https://api.example.com/api/v1/token?ttl=60", {
    headers: { authorization: `Bearer ${process.env.WORKFLOW_SECRET_KEY}` },
  });
});

function isFromOwnPage({ headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin"); // curl sends neither, an old Safari this one
  return origin === null || origin === `https://${headers.get("host")}`;
}
