import type { Snapshot } from "@workflow-stream/core";
import { setText } from "../dom.ts";
import { describeRun } from "../words.ts";
import { StreamElement } from "./StreamElement.ts";

/** `<run-state>`: how a run stands, in a few words. */
export class RunState extends StreamElement {
  protected render(): void {}

  protected show(snapshot: Snapshot<unknown>): void {
    setText(this, describeRun(snapshot));
  }
}
