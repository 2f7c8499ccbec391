import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { run, type Start } from "./command.ts";

const workflow = (id: string): string =>
  `{ id: "${id}", inputs: { "~standard": { validate() {} } }, async *run() { yield "hi" } }`;
const files = { "w.js": `export default [${workflow("hi")}]` };
const env = { SECRET_KEYS: "sk_test" };

/** Whatever is wrong: one message on stderr, no stack, nothing on stdout. */
async function fails(
  code: 1 | 2,
  message: string,
  args: readonly string[],
  options: Start = {},
): Promise<void> {
  const ended = await run(args, { files, env, ...options });
  expect(ended.stderr).toContain(message);
  expect(ended.stderr).toMatch(/^workflow-stream: /);
  expect(ended.stderr).not.toMatch(/^ +at /m);
  expect(ended.stdout).toBe("");
  expect(ended.code).toBe(code);
}

describe("the command ends with 2", () => {
  it("of a line it can't understand", () => fails(2, "--help says more", ["serve", "--nothing"]));
});

describe("the command ends with 1", () => {
  it("of a file it can't read", () =>
    fails(1, "w.js:1: Unexpected end of input", ["serve", "w.js"], { files: { "w.js": "{" } }));

  it("of no secret key", () =>
    fails(1, "no secret key: set SECRET_KEYS", ["serve", "w.js"], { env: {} }));

  it("of a secret key of the file that is empty", async () => {
    const files = {
      "w.js": `export default { workflows: [${workflow("a")}], secretKeys: ["sk_a", process.env.NONE] }`,
    };
    await fails(1, "secretKeys[1] is empty: is the environment variable set?", ["serve", "w.js"], {
      files,
      env: { SECRET_KEYS: "sk_b" },
    });
  });

  it("of two secret keys with one name", () =>
    fails(1, 'have the name "web"', ["serve", "w.js"], {
      env: { SECRET_KEYS: "web=sk_a,web=sk_b" },
    }));

  it("of two workflows with one id", () =>
    fails(1, 'two workflows have the id "a"', ["serve", "w.js"], {
      files: { "w.js": `export default [${workflow("a")}, ${workflow("a")}]` },
    }));

  it("of an option it can't use", async () => {
    await fails(1, "basePath must be empty or look like", ["serve", "w.js", "--base-path", "api"]);
    await fails(1, "no IP address or range", ["serve", "w.js", "--trust-proxy", "proxy"]);
    const args = ["serve", "w.js", "--origins", "https://a.test,https://b.test/"];
    await fails(1, "such as https://b.test\n", args);
  });

  it("of a host this machine does not have", () =>
    fails(1, "does not have the address", ["serve", "w.js", "--host", "192.0.2.1", "--port", "0"]));

  it("of a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const port = String((other.address() as AddressInfo).port);
    const args = ["serve", "w.js", "--host", "127.0.0.1", "--port", port];
    await fails(1, `port ${port} is taken`, args);
  });

  it("of a Redis that is not there, without showing its password", async () => {
    const REDIS_URL = "redis://u:PASSWORD@127.0.0.1:1";
    const { code, stderr } = await run(["serve", "w.js"], { files, env: { ...env, REDIS_URL } });
    expect(stderr).toMatch(/^workflow-stream: Redis at 127\.0\.0\.1:1 can't be used: .*REFUSED/);
    expect(stderr).not.toContain("PASSWORD");
    expect(code).toBe(1);
  });

  it("of a Redis store without the package redis", async () => {
    const hooks = `import { registerHooks } from "node:module";
      registerHooks({ resolve(name, context, next) {
        if (name !== "redis") return next(name, context);
        throw Object.assign(new Error("Cannot find package 'redis'"), { code: "ERR_MODULE_NOT_FOUND" });
      } });`;
    const node = ["--import", `data:text/javascript,${encodeURIComponent(hooks)}`];
    const args = ["serve", "w.js", "--store", "redis://127.0.0.1:1"];
    await fails(1, "npm install redis", args, { node });
  });
});
