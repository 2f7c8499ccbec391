import type { MountInit } from "./harness.ts";
import type { Scenario } from "./scenario.ts";
import { announcing } from "./scenarios/announcing.ts";
import { beside, cutShort } from "./scenarios/beside.ts";
import { component } from "./scenarios/component.ts";
import { failing } from "./scenarios/failing.ts";
import { following } from "./scenarios/following.ts";
import { growing } from "./scenarios/growing.ts";
import { handing } from "./scenarios/handing.ts";
import { markdown } from "./scenarios/markdown.ts";
import { markdownParts } from "./scenarios/markdownParts.ts";
import { noticing } from "./scenarios/noticing.ts";
import { pacing } from "./scenarios/pacing.ts";
import { reloading } from "./scenarios/reloading.ts";
import { restarting } from "./scenarios/restarting.ts";
import { resuming } from "./scenarios/resuming.ts";
import { sharing } from "./scenarios/sharing.ts";
import { slots } from "./scenarios/slots.ts";
import { spinner } from "./scenarios/spinner.ts";
import { standing } from "./scenarios/standing.ts";
import { starting } from "./scenarios/starting.ts";
import { stopping } from "./scenarios/stopping.ts";

const ofAll = [
  ...growing,
  ...beside,
  ...starting,
  ...following,
  ...stopping,
  ...restarting,
  ...sharing,
  ...failing,
  ...resuming,
  ...reloading,
];

const ofBoth = [...ofAll, ...pacing];

const ofComponents = [
  ...component,
  ...cutShort,
  ...standing,
  ...handing,
  ...slots,
  ...noticing,
  ...spinner,
  ...announcing,
];

/** Every behaviour that all bindings share: of the primitive, and, those included, of the components. */
export const scenarios: Readonly<Record<MountInit["kind"], readonly Scenario[]>> = {
  primitive: ofBoth,
  component: [...ofBoth, ...ofComponents],
  markdown: [
    ...ofAll,
    ...handing,
    ...noticing,
    ...spinner,
    ...announcing,
    ...markdown,
    ...markdownParts,
  ],
};
