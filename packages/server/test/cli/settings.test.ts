import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "../../src/cli/commandLine.ts";
import { readEnvironment } from "../../src/cli/environment.ts";
import { keygen } from "../../src/cli/keygen.ts";
import { openStore } from "../../src/cli/openStore.ts";

describe("the command line", () => {
  it.each<[string, string[]]>([
    ["no command given", []],
    ['there is no command "start"', ["start"]],
    ['there is no command "keygen"', ["keygen", "web"]],
    ["which file?", ["serve"]],
    ["one file, not also b.ts", ["serve", "a.ts", "b.ts"]],
    ["--nothing", ["serve", "a.ts", "--nothing"]],
    ["--port", ["serve", "a.ts", "--port"]],
    [
      '--port must be a whole number from 0 to 65535, not "70000"',
      ["serve", "a", "--port", "70000"],
    ],
    ['not "x"', ["serve", "a.ts", "--port", "x"]],
    ["--grace-seconds", ["serve", "a.ts", "--grace-seconds", "soon"]],
    ...["0", "-1", "1.5", "many", "", "1025"].map((workers): [string, string[]] => [
      `--workers must be a whole number from 1 to 1024, not "${workers}"`,
      ["serve", "a.ts", `--workers=${workers}`],
    ]),
    ["--log-level must be one of", ["serve", "a.ts", "--log-level", "loud"]],
  ])("is refused: %s", (message, args) => {
    expect(() => readCommandLine(args)).toThrow(message);
    expect(() => readCommandLine(args)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it("leaves what it does not say to others", () => {
    expect(readCommandLine(["serve", "a.ts"])).toEqual({
      name: "serve",
      file: "a.ts",
      workers: 1,
      graceMs: 10_000,
      logLevel: "info",
      logErrorMessages: false,
    });
  });

  it("is read whole", () => {
    const line =
      "serve --store redis://h a.ts --port 0 --host ::1 --base-path /x --origins https://a.test,https://b.test " +
      "--trust-proxy 10.0.0.0/8 --workers 4 --grace-seconds 1.5 --log-level warn --log-error-messages";
    expect(readCommandLine(line.split(" "))).toEqual({
      name: "serve",
      file: "a.ts",
      store: "redis://h",
      port: 0,
      host: "::1",
      basePath: "/x",
      origins: ["https://a.test", "https://b.test"],
      trustProxy: ["10.0.0.0/8"],
      workers: 4,
      graceMs: 1_500,
      logLevel: "warn",
      logErrorMessages: true,
    });
    const more = readCommandLine(["serve", "a.ts", "--origins", "*", "--trust-proxy", "2"]);
    expect(more).toMatchObject({ origins: "*", trustProxy: 2 });
  });
});

describe("the environment", () => {
  const digest = "0".repeat(64);

  it("holds keys and digests, with or without names", () => {
    const variables = {
      SECRET_KEYS: "sk_a, web=sk_b==, sk_c==, sk_d=e,",
      SECRET_KEY_SHA256S: `${digest},app=${digest}`,
    };
    expect(readEnvironment({ ...variables, PORT: "80", REDIS_URL: "redis://h" })).toEqual({
      secretKeys: [
        { key: "sk_a" },
        { key: "sk_b==", name: "web" },
        { key: "sk_c==" },
        { key: "sk_d=e" },
        { sha256: digest },
        { sha256: digest, name: "app" },
      ],
      port: 80,
      redisUrl: "redis://h",
    });
    expect(readEnvironment({ PORT: "", REDIS_URL: "" })).toEqual({ secretKeys: [] });
  });

  it.each([
    [{ SECRET_KEYS: "SECRET" }, "must start with sk_"],
    [{ SECRET_KEYS: "web=SECRET" }, "must start with sk_"],
    [{ SECRET_KEYS: "=sk_SECRET" }, "must start with sk_"],
    [{ SECRET_KEYS: "sk_a SECRET" }, "hold no space"],
    [{ SECRET_KEY_SHA256S: "web=abc" }, "64 hexadecimal digits"],
    [{ PORT: "x" }, 'PORT must be a whole number from 0 to 65535, not "x"'],
  ])("can't be used: %j", (variables, message) => {
    expect(() => readEnvironment(variables)).toThrow(message);
    expect(() => readEnvironment(variables)).toThrow(expect.objectContaining({ exitCode: 1 }));
    expect(() => readEnvironment(variables)).toThrow(/^(?!.*SECRET\b)/);
  });
});

it("keygen takes no name that a list of keys can't hold", () => {
  for (const name of ["", "a b", "a,b", "a=b"]) expect(() => keygen(name)).toThrow("a name holds");
});

it.each([["postgres://x"], ["redis"], ["redis://"], [""]])("%j is no store", async (url) => {
  await expect(openStore(url, () => {})).rejects.toThrow(/^the store must be memory, redis/);
});

it.each(["a/b", "1/b", "a#b", "a?b", "a%b"])(
  "a password that is not percent-encoded is named as the fault, and not shown: %s",
  async (password) => {
    const opened = openStore(`redis://default:${password}@127.0.0.1:6379`, () => {});
    const refusal = await opened.catch((error: unknown) => error);
    const message: unknown = expect.stringMatching(/^the store's url .*percent-encoded/);
    expect(refusal).toMatchObject({ name: "CliError", message });
    expect(inspect(refusal, { depth: null })).not.toContain(`:${password}@`);
  },
);
