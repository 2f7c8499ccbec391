import { build, dev } from "astro";
import { writeOptionPages } from "./options/pages.ts";
import { writePages } from "./pages.ts";

// called from here and not by its command, the generator sends no telemetry
writePages();
writeOptionPages();
const isDev = process.argv.includes("--dev");
await (isDev ? dev({}) : build({}));
