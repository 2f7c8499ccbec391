import { afterEach, describe, expect, it, vi } from "vitest";
import type { Mount, MountInit } from "./harness.ts";
import type { Scenario } from "./scenario.ts";
import { forbidInlineStyles } from "./policy.ts";
import { scenarios } from "./scenarios.ts";
import { eventually } from "./scene.ts";
import { setStage, type SetStage } from "./stage.ts";

const KINDS = ["primitive", "component", "markdown"] as const;

/** What a binding may say of itself. */
export interface BindingNotes {
  /** What it has. Default all. */
  readonly kinds?: readonly MountInit["kind"][];
  /** Scenarios that mean nothing in this framework, by name, each with its reason. */
  readonly notApplicable?: Readonly<Record<string, string>>;
}

/**
 * Plays every scenario with a binding: those of the primitive, of the component, and of the one for Markdown.
 * The page has a content security policy that forbids styles in markup.
 */
export function describeBinding(name: string, mount: Mount, notes: BindingNotes = {}): void {
  const { kinds = KINDS, notApplicable = {} } = notes;
  describe(name, () => {
    afterEach(() => {
      vi.useRealTimers();
      vi.restoreAllMocks();
    });
    for (const kind of kinds)
      describe(kind, () => {
        for (const scenario of scenarios[kind])
          if (!(scenario.name in notApplicable))
            it(scenario.name, () => play(scenario, kind, mount));
      });
    for (const [left, reason] of Object.entries(notApplicable))
      it(`not applicable: ${left} (${reason})`, () => {
        expect(scenarios.component.map(({ name }) => name)).toContain(left);
      });
  });
}

async function play(scenario: Scenario, kind: MountInit["kind"], mount: Mount): Promise<void> {
  const violations = await forbidInlineStyles();
  const stage = setStage(mount, kind, scenario.wire);
  try {
    await scenario.steps(stage);
    await check(scenario, stage);
  } finally {
    vi.useRealTimers();
    for (const scene of stage.scenes) await scene.unmount();
  }
  // violations are reported in a task of their own
  await new Promise((resolve) => setTimeout(resolve));
  for (const { warnings } of stage.scenes) expect(warnings).toEqual([]);
  expect(violations).toEqual([]);
}

async function check({ expected }: Scenario, { server, scenes }: SetStage): Promise<void> {
  const scene = scenes.at(-1)!;
  const { text, status, statuses, runs, cancelled = [] } = expected;
  if (status !== undefined) await scene.reaches(status);
  if (text !== undefined) expect(scene.text()).toBe(scene.read(text));
  if (statuses) expect(scene.statuses).toEqual(statuses);
  const places = (): number[] =>
    server.runs.flatMap(({ isCancelled }, place) => (isCancelled ? [place] : []));
  await eventually(places, cancelled);
  expect(server.runs).toHaveLength(runs);
}
