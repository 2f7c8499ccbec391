import "demo-kit/style.css";
import "@workflow-stream/markdown/style.css";
import "./page.css";
import { fetchRecord, compare } from "demo-kit";
import { countRequests, lureAddress } from "./lures.ts";
import { showTwice } from "./showTwice.ts";

/** How long a page may take to ask for what a text names, in ms. */
const ASKING_MS = 500;

showTwice("answer", "markdown", {}, async ({ status, text, runId }) =>
  compare({ status, text }, await fetchRecord(runId ?? "")),
);

let blocked = 0;
document.addEventListener("securitypolicyviolation", () => void blocked++);

showTwice("hostile", "hostile-markdown", { lures: lureAddress }, async () => {
  await new Promise((resolve) => setTimeout(resolve, ASKING_MS));
  const requests = await countRequests();
  return {
    isGood: requests + blocked === 0,
    words: `${requests} requests, and ${blocked} that the page’s policy had to refuse.`,
  };
});
