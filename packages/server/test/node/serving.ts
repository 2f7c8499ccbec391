import { createServer, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** Serves on a loopback port until the test has finished; returns where. */
export async function serving(listener: RequestListener): Promise<string> {
  return listening(createServer(listener));
}

/** The address of a server that begins to listen, until the test has finished. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a server answers to these very bytes. */
export async function answerTo(origin: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.setEncoding("utf8");
  socket.write(bytes);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

/** What a page of the site sends. */
export const fromPage = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
