export type { Fault, Refusal } from "@workflow-stream/testing";
