import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pagesFolder } from "./pagesFolder.ts";
import { writeStream } from "./stream.ts";

// a process of its own, so that writing a stream costs the measured page nothing; tells its port to its parent
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/stream") void writeStream(response, searchParams);
  else if (pathname.endsWith(".js")) {
    response.writeHead(200, { "content-type": "text/javascript" });
    createReadStream(`${pagesFolder}${pathname}`)
      .on("error", () => response.destroy())
      .pipe(response);
  } else {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(pageOf(pathname));
  }
});

function pageOf(path: string): string {
  // plain text keeps its line breaks
  const style = path.includes("/markdown/") ? "" : "<style>p { white-space: pre-wrap }</style>";
  return `<!doctype html><meta charset="utf-8"><title>${path}</title>${style}<body><script type="module" src="${path}.js"></script>`;
}

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
