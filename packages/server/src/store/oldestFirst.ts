/**
 * Gives the keys of a set or map one by one, the oldest first; each has to be deleted before the next is asked for.
 * One iterator goes on all the time: a new one would have to pass the places of all that was deleted before.
 */
export function oldestFirst<Key>(keys: () => Iterator<Key>): () => Key | undefined {
  let iterator = keys();
  return () => {
    let next = iterator.next();
    if (next.done) {
      iterator = keys();
      next = iterator.next();
    }
    return next.done ? undefined : next.value;
  };
}
