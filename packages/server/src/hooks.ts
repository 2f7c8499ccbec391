/** What a hook of the user may return: anything. What it promises is waited for by no one, but its failure is heard. */
export type HookResult = unknown;

/** The hook, with what it throws or rejects with handed on: that must end no run, no request and no process. */
export function guard<Value>(
  hook: (value: Value) => HookResult,
  onThrow: (error: unknown) => void,
): (value: Value) => void {
  return (value) => {
    try {
      const promised = hook(value);
      if (promised !== undefined) Promise.resolve(promised).then(undefined, onThrow);
    } catch (error) {
      onThrow(error);
    }
  };
}

/** Where errors go when whoever is to hear of them fails too. There is no one left to tell when this fails. */
export const lastResort: (error: unknown) => void = guard(
  (error) => console.error(error),
  () => {},
);
