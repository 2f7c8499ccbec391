import type { BodyFault } from "./faults.ts";
import type { ScriptedBody } from "./scriptedBody.ts";

/**
 * Makes of a body one that breaks as a fault says, when more is written than may come.
 * @param preamble how many of the first writes are no deltas.
 */
export function breakBody(body: ScriptedBody, fault: BodyFault, preamble: number): ScriptedBody {
  let bytesLeft = "afterBytes" in fault ? fault.afterBytes : Infinity;
  let writesLeft = "afterDeltas" in fault ? preamble + fault.afterDeltas : Infinity;

  function breakOff(): void {
    if (fault.kind === "stall") body.stall(fault.heartbeatMs);
    else if (fault.clean) body.end();
    else body.cut();
  }

  return {
    ...body,
    get isOpen() {
      return body.isOpen;
    },
    write(bytes) {
      const written = writesLeft > 0 ? bytes.subarray(0, bytesLeft) : bytes.subarray(0, 0);
      body.write(written);
      writesLeft--;
      bytesLeft -= written.length;
      if (written.length < bytes.length) breakOff();
    },
    // a body that is to fall silent does not end, even where it is shorter than that
    end: fault.kind === "stall" ? breakOff : body.end,
  };
}
