import { CutControl } from "./CutControl.ts";
import { FrameMeter } from "./FrameMeter.ts";
import { RunFacts } from "./RunFacts.ts";
import { RunForm } from "./RunForm.ts";
import { RunSeams } from "./RunSeams.ts";
import { RunState } from "./RunState.ts";
import { RunTimeline } from "./RunTimeline.ts";
import { RunTroubles } from "./RunTroubles.ts";

const elements = {
  "cut-control": CutControl,
  "frame-meter": FrameMeter,
  "run-facts": RunFacts,
  "run-form": RunForm,
  "run-seams": RunSeams,
  "run-state": RunState,
  "run-timeline": RunTimeline,
  "run-troubles": RunTroubles,
};

for (const [name, constructor] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, constructor);
