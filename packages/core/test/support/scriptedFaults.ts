export type { Fault } from "@workflow-stream/testing";
