/** Runs a function as an effect outside of any component; returns how to end it. */
export function watch(run: () => void): () => void {
  return $effect.root(() => {
    $effect(run);
  });
}

/** A value that effects depend on. */
export function cell<T>(initial: T): { value: T } {
  let value = $state.raw(initial);
  return {
    get value() {
      return value;
    },
    set value(next) {
      value = next;
    },
  };
}

/** A derived value that no effect owns; returns how to read it. */
export function derivedWithoutOwner<T>(make: () => T): () => T {
  const value = $derived(make());
  return () => value;
}
