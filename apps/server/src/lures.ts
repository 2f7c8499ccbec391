import { Hono } from "hono";

/** Of how many pages requests are counted; those of the oldest are forgotten. */
const MAX_PAGES = 1000;

/** Where a hostile text leads, so that a page can say how many requests it made: `path/:page` answers with their count. */
export function createLures(path: string): Hono {
  const requests = new Map<string, number>();
  const app = new Hono();

  app.get(`${path}/:page`, (c) => c.json({ requests: requests.get(c.req.param("page")) ?? 0 }));

  app.all(`${path}/:page/*`, (c) => {
    const page = c.req.param("page");
    requests.set(page, (requests.get(page) ?? 0) + 1);
    const [oldest] = requests.keys();
    if (requests.size > MAX_PAGES && oldest !== undefined) requests.delete(oldest);
    return c.text("Counted.\n", 404);
  });
  return app;
}
