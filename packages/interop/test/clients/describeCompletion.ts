import type { useCompletion } from "@ai-sdk/react";
import { describe, expect, inject, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { text } from "../support/text.ts";
import { until } from "../support/until.ts";

type Hook = typeof useCompletion;

/** Shows that a version's `useCompletion`, in both of its protocols, reads our streams in a page of another origin. */
export function describeCompletion(version: string, useCompletion: Hook): void {
  const origin = inject("ourOrigin");

  async function withToken(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const response = await fetch(`${origin}/backend/token`, { method: "POST" });
    const { token } = (await response.json()) as { token: string };
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  }

  async function aborts(): Promise<number> {
    const response = await fetch(`${origin}/backend/aborts`);
    return ((await response.json()) as { aborts: number }).aborts;
  }

  describe.each([
    ["data", "?format=sse"],
    ["text", ""],
  ] as const)(`useCompletion of ai ${version}, streamProtocol %s`, (streamProtocol, query) => {
    async function page(
      workflowId: string,
      body?: object,
    ): Promise<{ readonly current: ReturnType<Hook> }> {
      const { result } = await renderHook(() =>
        useCompletion({
          api: `${origin}/api/v1/run/${workflowId}/stream${query}`,
          streamProtocol,
          fetch: withToken,
          ...(body && { body }),
        }),
      );
      return result;
    }

    it("reads the exact text, run after run", async () => {
      const hook = await page("story");
      for (let i = 0; i < 2; i++) {
        expect(await hook.current.complete("Tell me a story.")).toBe(text);
        await until(() => hook.current.completion === text && !hook.current.isLoading);
        expect(hook.current.error).toBeUndefined();
      }
    });

    it("reads the text of a run that tells more", async () => {
      const hook = await page("research");
      expect(await hook.current.complete("What are tides?")).toBe(text);
      await until(() => !hook.current.isLoading);
      expect(hook.current.error).toBeUndefined();
    });

    it("sends its prompt and body as inputs", async () => {
      const hook = await page("echo", { tone: "dry" });
      expect(await hook.current.complete("Tides 🌊")).toBe("Tides 🌊 (dry)");
    });

    it("ends in an error when the run fails midway, its text kept", async () => {
      const hook = await page("midway");
      await hook.current.complete("Tell me a story.");
      await until(() => hook.current.error !== undefined && !hook.current.isLoading);
      expect(hook.current.completion).toBe("The beginning");
      if (streamProtocol === "data") {
        expect(hook.current.error?.message).toBe("The model gave up.");
      }
    });

    it("can read why it was refused: errors carry CORS headers", async () => {
      const hook = await page("refused");
      await hook.current.complete("Tell me a story.");
      await until(() => hook.current.error !== undefined);
      expect(hook.current.error?.message).toContain("The model is away.");
      expect(hook.current.error?.message).toContain("upstream_failed");
    });

    it("stop ends the run on the server, and is no error", async () => {
      const before = await aborts();
      const hook = await page("endless");
      const completed = hook.current.complete("Tell me a story.");
      await until(() => hook.current.completion.includes("tick tick "));
      hook.current.stop();
      await completed;
      await until(() => !hook.current.isLoading);
      expect(hook.current.error).toBeUndefined();
      expect(hook.current.completion).toMatch(/^(tick )+$/);
      await until(async () => (await aborts()) === before + 1);
    });
  });
}
