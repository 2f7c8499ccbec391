import { placedKeys, type GivenKey } from "./givenKeys.ts";
import { checkLimits } from "./limits.ts";
import { IN_PROCESS_OWNER } from "./tokenMaker.ts";
import { USER_PREFIX } from "./users.ts";

/**
 * Checks what stands beside the secret keys.
 * @throws TypeError when one has a limit that can't be used, a name that is another owner's, or names a workflow that is not among `ids`.
 */
export function checkKeys(keys: readonly GivenKey[], ids: readonly string[]): void {
  for (const key of placedKeys(keys)) {
    checkLimits(key.limits ?? {});
    if (key.name?.startsWith(USER_PREFIX)) {
      throw new TypeError(`the name of a secret key must not begin with ${USER_PREFIX}`);
    }
    if (key.name === IN_PROCESS_OWNER) {
      throw new TypeError(`the name of a secret key must not be ${IN_PROCESS_OWNER}`);
    }
    const missing = key.workflows?.find((id) => !ids.includes(id));
    if (missing !== undefined)
      throw new TypeError(`a secret key names the workflow "${missing}", which is not there`);
  }
}
