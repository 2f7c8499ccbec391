/** What a scripted run says beside its text. */
export type ScriptedPart =
  | { readonly type: "reasoning"; readonly text: string }
  | { readonly type: "source"; readonly url: string; readonly title?: string }
  | { readonly type: "data"; readonly name: string; readonly value: unknown };

/** How a scripted run finishes, where it says so. */
export interface ScriptedFinish {
  readonly finishReason?: string | undefined;
  readonly usage?: Readonly<Record<string, number>> | undefined;
}

/**
 * The event of a part, without the framing of reasoning.
 * @param count how many parts of its run there are up to and with it.
 */
export function eventOf(part: ScriptedPart, count: number): object {
  switch (part.type) {
    case "reasoning":
      return { type: "reasoning-delta", id: "r", delta: part.text };
    case "source":
      return { type: "source-url", sourceId: `s${count}`, url: part.url, title: part.title };
    case "data":
      return { type: `data-${part.name}`, id: part.name, data: part.value };
  }
}
