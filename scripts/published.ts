import { globSync } from "node:fs";
import { dirname } from "node:path";
import { faultyMaps } from "./published/maps.ts";
import { isPublished } from "./published/manifest.ts";

// what is built is fit to be published: each source map leads to sources in its package
const folders = globSync("packages/*/package.json")
  .map((path) => dirname(path))
  .filter(isPublished)
  .sort();

const complaints = folders.flatMap(faultyMaps);
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
console.log(`The source maps of ${folders.length} packages lead to their sources.`);
