import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Chunker, chunkings, MAX_SPLIT_BYTES } from "../support/chunkings.ts";

/** Where further test data lies; without it the project's own tables are all there is. */
const folder = process.env.CASES_DIR;

/** Cases of one theme, and the ways to cut them. */
export interface Suite<Case> {
  readonly theme: string;
  readonly cases: readonly Case[];
  readonly chunkings: Chunker;
}

/** The project's own cases as a suite, and a suite for each theme of a file in `CASES_DIR`, if that is set. */
export async function suites<Raw extends { readonly theme?: string }, Case>(
  own: readonly Case[],
  file: string,
  toCase: (raw: Raw) => Case,
): Promise<Suite<Case>[]> {
  const raws = external<Raw>(file);
  const further = folder ? await externalChunkings() : chunkings;
  return [
    { theme: "own table", cases: own, chunkings },
    ...themesOf(raws).map((theme) => ({
      theme: `${file}: ${theme ?? "all"}`,
      cases: raws.filter((raw) => raw.theme === theme).map(toCase),
      chunkings: further,
    })),
  ];
}

/** The cases of a file in `CASES_DIR`; none if that is not set. */
export function external<Raw>(file: string): Raw[] {
  return folder ? JSON.parse(readFileSync(pathOf(file), "utf8")) : [];
}

/** The themes of some cases, each once. */
export function themesOf<Theme>(
  cases: readonly { readonly theme?: Theme }[],
): (Theme | undefined)[] {
  return [...new Set(cases.map(({ theme }) => theme))];
}

/** The bytes of a file in `CASES_DIR`. */
export function readExternal(file: string): Uint8Array {
  return readFileSync(pathOf(file));
}

/** A module in `CASES_DIR`. */
export function importExternal<Module>(file: string): Promise<Module> {
  return import(/* @vite-ignore */ pathToFileURL(pathOf(file)).href);
}

function pathOf(file: string): string {
  return join(folder ?? "", file);
}

interface Chunkers {
  all(bytes: Uint8Array, options: { seeds: number[]; limit: number }): ReturnType<Chunker>;
}

async function externalChunkings(): Promise<Chunker> {
  const { all } = await importExternal<Chunkers>("chunkers.mjs");
  const { seeds } = JSON.parse(readFileSync(pathOf("chunk-seeds.json"), "utf8"));
  return (bytes) => {
    const isLong = bytes.length > MAX_SPLIT_BYTES;
    return all(bytes, { seeds: isLong ? seeds.slice(0, 2) : seeds, limit: MAX_SPLIT_BYTES });
  };
}
