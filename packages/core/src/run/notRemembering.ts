import type { Current } from "./current.ts";
import type { Remembering } from "./remembering.ts";

/** What stands for a persister where there is none: a run ends with its page. */
export function notRemembering<Inputs>(current: () => Current<Inputs>): Remembering<Inputs> {
  return {
    isOn: false,
    isOurs: false,
    mount: () => () => {},
    listen: () => () => {},
    lookAgain() {},
    begin: (followed) => current().follow(followed),
    join: (joined) => joined,
    giveWay: () => false,
    restore: () => Promise.resolve(undefined),
    stopped() {},
    forget() {},
    onNamed() {},
    onEnding() {},
    onGone: () => false,
    cancelResumable() {},
  };
}
