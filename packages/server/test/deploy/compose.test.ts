import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DCLinter } from "dclint";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";

const deploy = new URL("../../../../deploy/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, deploy), "utf8");

interface Service {
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: { readonly inner?: { readonly ipv4_address: string } };
  readonly ports?: readonly string[];
  readonly stop_grace_period?: string;
  readonly volumes?: readonly string[];
}
const services = (): Readonly<Record<string, Service>> =>
  (parse(read("compose.yaml"), { merge: true }) as { services: Record<string, Service> }).services;

/** What the published schema of compose files, and a linter of them, say of a file. */
function complaintsOf(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "compose-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "compose.yaml");
  writeFileSync(path, text);
  const linter = new DCLinter({
    rules: {
      "require-quotes-in-ports": [1, { quoteType: "double" }],
      "service-keys-order": 0,
      "top-level-properties-order": 0,
    },
    quiet: false,
    debug: false,
    exclude: [],
  });
  return linter.lintFiles([path], false).flatMap(({ messages }) => messages.map((m) => m.message));
}

describe("compose.yaml", () => {
  it("is what the schema of compose files says", () => {
    expect(complaintsOf(read("compose.yaml"))).toEqual([]);
  });

  it.each([
    ["cap_drop: [ALL]", "cap_drop: ALL"],
    ["restart: unless-stopped\n  #", "restarts: unless-stopped\n  #"],
    ["condition: service_healthy", "condition: healthy"],
    ["127.0.0.1:8080:80", "8080:80"],
  ])("would be refused if it said not %j but %j", (from, to) => {
    const text = read("compose.yaml");
    expect(text).toContain(from);
    expect(complaintsOf(text.replace(from, to))).not.toEqual([]);
  });

  it("runs two servers alike, with nothing of a secret in the file", () => {
    const { "server-1": first, "server-2": second } = services();
    expect({ ...first, networks: {} }).toEqual({ ...second, networks: {} });
    expect(first?.build).toBe(".");
    for (const value of Object.values(first?.environment ?? {}))
      expect(value).toMatch(/\$\{\w+:\?/);
  });

  it("gives the servers longer to end than they need", () => {
    const { command = [], stop_grace_period: grace } = services()["server-1"] ?? {};
    const graceSeconds = Number(command[command.indexOf("--grace-seconds") + 1]);
    expect(Number(grace?.replace("s", ""))).toBeGreaterThan(graceSeconds + 5);
  });

  it("puts nginx where the servers expect their proxy, and the servers where nginx asks", () => {
    const { nginx, "server-1": first, "server-2": second } = services();
    const command = first?.command ?? [];
    const trusted = command[command.indexOf("--trust-proxy") + 1];
    expect(nginx?.networks?.inner?.ipv4_address).toBe(trusted);
    expect(nginx?.volumes?.[0]).toMatch(/^\.\/nginx\.conf:/);
    for (const server of [first, second]) {
      expect(read("nginx.conf")).toContain(`server ${server?.networks?.inner?.ipv4_address}:3000 `);
      expect(server).not.toHaveProperty("ports");
    }
  });

  it("lets Redis evict nothing and keep nothing", () => {
    const command = services().redis?.command ?? [];
    expect(command.join(" ")).toContain("--maxmemory-policy noeviction --save  --appendonly no");
  });
});

it("nginx.conf is the block of docs/deploy.md, which the tests of proxies run, with other addresses", () => {
  const page = readFileSync(new URL("../../../../docs/deploy.md", import.meta.url), "utf8");
  const [, block = ""] = /```nginx\n(.+?)```/s.exec(page) ?? [];
  const moved = block
    .replaceAll("10.0.0.1:3000", "10.203.0.11:3000")
    .replaceAll("10.0.0.2:3000", "10.203.0.12:3000")
    .replaceAll("/var/log/nginx/workflow-stream.log", "/dev/stdout");
  const withoutFirstLine = (text: string): string => text.slice(text.indexOf("\n"));
  expect(withoutFirstLine(read("nginx.conf"))).toBe(withoutFirstLine(moved));
  expect(moved).toContain("proxy_buffering off;");
});
