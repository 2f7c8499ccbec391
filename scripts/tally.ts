import { existsSync, globSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";

/** The results of one suite. */
export interface Suite {
  readonly name: string;
  passed: number;
  failed: number;
  /** The names of the tests that were skipped. */
  readonly skipped: string[];
  /** The names of the tests that failed. */
  readonly failures: string[];
  /** The names of the tests that passed at the second try alone. */
  readonly unsteady: string[];
}

interface VitestReport {
  success: boolean;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

interface PlaywrightReport {
  config: { projects: { name: string }[] };
  suites: PlaywrightSuite[];
  errors: unknown[];
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    tests: { projectName: string; status: "expected" | "unexpected" | "flaky" | "skipped" }[];
  }[];
}

/** The folders that have tests for vitest to run. */
export function testFolders(): string[] {
  return globSync("{packages/*,apps/*,bench}/vitest.config.ts").map((config) =>
    config.split(sep).slice(0, -1).join("/"),
  );
}

/**
 * The results of vitest's runs, a suite for each folder; a file that could not be run counts as a failure.
 * @param place stands behind each suite's name; tests that say "Chromium only" do not belong there.
 */
export function readVitest(
  reports: readonly string[],
  folders: readonly string[],
  place?: string,
): Suite[] {
  const suites = new Map(
    folders.map((folder) => [folder, emptySuite(place ? `${folder} ${place}` : folder)]),
  );
  const runs = reports.map(
    (report) => read<VitestReport>(report) ?? { success: false, testResults: [] },
  );
  for (const { name: file, status, assertionResults } of runs.flatMap(
    ({ testResults }) => testResults,
  )) {
    const path = relative(process.cwd(), file).split(sep).join("/");
    const folder = folders.find((folder) => path.startsWith(`${folder}/`));
    const suite = folder && suites.get(folder);
    if (!suite) throw new Error(`${path} belongs to no suite`);
    if (status === "failed" && assertionResults.length === 0) addFailure(suite, path);
    for (const { status, fullName, failureMessages = [] } of assertionResults)
      if (status === "passed") {
        suite.passed++;
        if (failureMessages.length > 0) suite.unsteady.push(fullName);
      } else if (status === "failed") addFailure(suite, fullName);
      else if (!place || !fullName.includes("Chromium only")) suite.skipped.push(fullName);
  }
  const all = [...suites.values()];
  // an error outside any test
  if (runs.some(({ success }) => !success) && all.every(({ failed }) => failed === 0))
    all.push({ ...emptySuite(`outside the tests${place ? ` ${place}` : ""}`), failed: 1 });
  return all;
}

/**
 * Playwright's results, a suite for each of its projects; an error outside a test counts as a failure.
 * @param kind stands before each suite's name.
 * @param projects those that were to be run. Default: all.
 */
export function readPlaywright(
  report: string,
  kind = "e2e",
  projects?: readonly string[],
): Suite[] {
  const result = read<PlaywrightReport>(report);
  if (!result) return [emptySuite(kind)];
  const names = projects ?? result.config.projects.map(({ name }) => name);
  const suites = new Map(names.map((name) => [name, emptySuite(`${kind}: ${name}`)]));
  const visit = (
    outer: string,
    { title, suites: inner = [], specs = [] }: PlaywrightSuite,
  ): void => {
    const path = `${outer} ${title}`;
    for (const suite of inner) visit(path, suite);
    for (const { title, tests } of specs)
      for (const { projectName, status } of tests) {
        const suite = suites.get(projectName)!;
        const name = `${path} ${title}`.trim();
        if (status === "skipped") suite.skipped.push(name);
        else if (status === "unexpected") addFailure(suite, name);
        else {
          suite.passed++;
          if (status === "flaky") suite.unsteady.push(name);
        }
      }
  };
  for (const suite of result.suites) visit("", suite);
  const all = [...suites.values()];
  if (result.errors.length > 0)
    all.push({ ...emptySuite("outside the specs"), failed: result.errors.length });
  return all;
}

function emptySuite(name: string): Suite {
  return { name, passed: 0, failed: 0, skipped: [], failures: [], unsteady: [] };
}

function addFailure(suite: Suite, test: string): void {
  suite.failed++;
  suite.failures.push(test);
}

function read<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}
