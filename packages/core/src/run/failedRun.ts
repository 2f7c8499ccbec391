import type { WorkflowStreamError } from "../errors.ts";
import type { Run } from "./run.ts";

/** A run that can't be sent: it ends with an error as soon as it is followed. */
export function failedRun(error: WorkflowStreamError): Run {
  return {
    runKey: undefined,
    isResumable: false,
    cancelling: undefined,
    async follow() {
      return { status: "error", error };
    },
    wake() {},
    letGo() {},
    stop() {},
  };
}
