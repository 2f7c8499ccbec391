import { CutControl } from "./CutControl.ts";
import { FrameMeter } from "./FrameMeter.ts";
import { RunFacts } from "./RunFacts.ts";
import { RunForm } from "./RunForm.ts";
import { RunSeams } from "./RunSeams.ts";
import { RunSources } from "./RunSources.ts";
import { RunState } from "./RunState.ts";
import { RunThoughts } from "./RunThoughts.ts";
import { RunTimeline } from "./RunTimeline.ts";
import { RunTroubles } from "./RunTroubles.ts";

const elements = {
  "cut-control": CutControl,
  "frame-meter": FrameMeter,
  "run-facts": RunFacts,
  "run-form": RunForm,
  "run-seams": RunSeams,
  "run-sources": RunSources,
  "run-state": RunState,
  "run-thoughts": RunThoughts,
  "run-timeline": RunTimeline,
  "run-troubles": RunTroubles,
};

for (const [name, constructor] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, constructor);
