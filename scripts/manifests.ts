import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

// Where the project lives stands in the root's package.json alone: this writes it into every published package and the
// links of its README, which have to be whole on npm. With --check it changes nothing, and fails where it would have.

interface Manifest {
  name: string;
  private?: boolean;
  homepage?: string;
  keywords?: string[];
  [field: string]: unknown;
}

const readJson = (path: string): Manifest => JSON.parse(readFileSync(path, "utf8"));

const root = readJson("package.json");
const home = root.homepage ?? "";
const isCheck = process.argv.includes("--check");
const wrong: string[] = [];

/** Writes a file that is not as it has to be, or remembers that it isn't. */
function settle(path: string, text: string): void {
  if (readFileSync(path, "utf8") === text) return;
  wrong.push(path);
  if (!isCheck) writeFileSync(path, text);
}

/** A README whose links lead to the project as it is now; `earlier` is where they led before. */
function withWholeLinks(path: string, earlier: string): string {
  const readme = readFileSync(path, "utf8");
  if (readme.includes("](../") || readme.includes("]: ../"))
    throw new Error(`${path}: a link into the project has to be whole, or it is dead on npm`);
  return readme.replaceAll(`]: ${earlier}/`, `]: ${home}/`);
}

for (const path of globSync("packages/*/package.json").sort()) {
  const manifest = readJson(path);
  if (manifest.private) continue;
  const directory = dirname(path).replaceAll("\\", "/");
  const [earlier] = (manifest.homepage ?? home).split("/tree/");
  if (!manifest.keywords?.length) throw new Error(`${path}: a published package needs keywords`);
  Object.assign(manifest, {
    homepage: `${home}/tree/main/${directory}#readme`,
    bugs: `${home}/issues`,
    author: root.author,
    license: root.license,
    repository: { type: "git", url: `git+${home}.git`, directory },
    engines: root.engines,
    publishConfig: { access: "public", provenance: true },
  });
  settle(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
  const readme = `${directory}/README.md`;
  settle(readme, withWholeLinks(readme, earlier ?? home));
}

if (isCheck && wrong.length > 0) {
  console.error(
    `Not as published packages have to be: ${wrong.join(", ")}. Run \`pnpm manifests\`.`,
  );
  process.exit(1);
}
