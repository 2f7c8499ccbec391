import { globSync } from "node:fs";
import { dirname } from "node:path";
import { withoutExample } from "./published/examples.ts";
import { deadLinks } from "./published/links.ts";
import { faultyMaps } from "./published/maps.ts";
import { isPublished } from "./published/manifest.ts";

// what is built is fit to be published: each value that is exported has an example, each source map leads to a source in its package;
// and no document links to what is not there
const folders = globSync("packages/*/package.json")
  .map((path) => dirname(path))
  .filter(isPublished)
  .sort();

const complaints = [
  ...withoutExample(folders).map((name) => `${name} has no @example`),
  ...folders.flatMap(faultyMaps),
  ...globSync(["*.md", "docs/*.md"]).flatMap(deadLinks),
];
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
console.log(`What is exported by ${folders.length} packages has examples and source maps.`);
