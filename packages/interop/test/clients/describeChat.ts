import type { Chat } from "@ai-sdk/react";
import type { DefaultChatTransport, TextStreamChatTransport, UIMessage } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startOurServer, type OurServer } from "../support/ourServer.ts";
import { text } from "../support/text.ts";
import { until } from "../support/until.ts";

/** What a version of the AI SDK offers to a chat page. */
export interface ChatSdk {
  readonly Chat: typeof Chat<UIMessage>;
  readonly DefaultChatTransport: typeof DefaultChatTransport<UIMessage>;
  readonly TextStreamChatTransport: typeof TextStreamChatTransport<UIMessage>;
}

/** Shows that a version's chat, over both of its transports, reads our streams. */
export function describeChat(version: string, sdk: ChatSdk): void {
  let server: OurServer;
  beforeAll(async () => {
    server = await startOurServer();
  });
  afterAll(() => server.close());

  describe.each([
    ["DefaultChatTransport", "?format=sse"],
    ["TextStreamChatTransport", ""],
  ] as const)(`Chat of ai ${version} over %s`, (transport, query) => {
    function chat(workflowId: string): Chat<UIMessage> {
      return new sdk.Chat({
        transport: new sdk[transport]({
          api: `${server.origin}/api/v1/run/${workflowId}/stream${query}`,
          headers: async () => ({ authorization: `Bearer ${await server.token()}` }),
        }),
      });
    }

    it("reads the exact text", async () => {
      const page = chat("story");
      await page.sendMessage({ text: "Tell me a story." });
      expect(page.error).toBeUndefined();
      expect(page.status).toBe("ready");
      expect(page.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
      expect(textOf(page)).toBe(text);
      await page.sendMessage({ text: "Another one." });
      expect(textOf(page)).toBe(text);
      expect(page.messages).toHaveLength(4);
    });

    it("reads the text of a run that tells more", async () => {
      const page = chat("research");
      await page.sendMessage({ text: "What are tides?" });
      expect(page.error).toBeUndefined();
      expect(page.status).toBe("ready");
      expect(textOf(page)).toBe(text);
    });

    it("ends in an error when the run fails midway, its text kept", async () => {
      const page = chat("midway");
      await page.sendMessage({ text: "Tell me a story." });
      expect(page.status).toBe("error");
      expect(page.error).toBeInstanceOf(Error);
      if (transport === "DefaultChatTransport") {
        expect(page.error?.message).toBe("The model gave up.");
      }
      expect(textOf(page)).toBe("The beginning");
    });

    it.each([
      ["refused", "The model is away."],
      ["echo", "invalid_input"],
      ["missing", "workflow_not_found"],
    ])("ends in an error when %s is refused", async (workflowId, words) => {
      const page = chat(workflowId);
      await page.sendMessage({ text: "Tell me a story." });
      expect(page.status).toBe("error");
      expect(page.error?.message).toContain(words);
      expect(page.messages.map(({ role }) => role)).toEqual(["user"]);
    });

    it("stop ends the run on the server", async () => {
      const before = server.aborts;
      const page = chat("endless");
      const sent = page.sendMessage({ text: "Tell me a story." });
      await until(() => textOf(page).includes("tick tick "));
      await page.stop();
      await sent;
      expect(page.status).toBe("ready");
      expect(textOf(page)).toMatch(/^(tick )+$/);
      await until(() => server.aborts === before + 1);
    });
  });

  it(`Chat of ai ${version} shows reasoning, sources, the latest of each data, and usage`, async () => {
    const page = new sdk.Chat({
      transport: new sdk.DefaultChatTransport({
        api: `${server.origin}/api/v1/run/research/stream?format=sse`,
        headers: async () => ({ authorization: `Bearer ${await server.token()}` }),
      }),
    });
    await page.sendMessage({ text: "What are tides?" });
    const { lastMessage } = page;
    expect(lastMessage?.metadata).toEqual({
      usage: { inputTokens: 3, outputTokens: 5, reasoningTokens: 2 },
    });
    expect(lastMessage?.parts).toMatchObject([
      { type: "reasoning", text: "The moon first.", state: "done" },
      { type: "source-url", sourceId: "s3", url: "https://tides.example/", title: "Tides" },
      { type: "data-progress", data: { percent: 90 } },
      { type: "text", text, state: "done" },
      { type: "source-url", sourceId: "s5", url: "https://moon.example/" },
      { type: "reasoning", text: " Done.", state: "done" },
    ]);
  });
}

function textOf({ lastMessage }: Chat<UIMessage>): string {
  const parts = lastMessage?.role === "assistant" ? lastMessage.parts : [];
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}
