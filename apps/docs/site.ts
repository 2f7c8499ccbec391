import { build, dev } from "astro";
import { writePages } from "./pages.ts";

// called from here and not by its command, the generator sends no telemetry
writePages();
const isDev = process.argv.includes("--dev");
await (isDev ? dev({}) : build({}));
