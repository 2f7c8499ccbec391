/**
 * Makes what a caller iterates over of a generator that hears at once when it is left. By itself a generator runs on until it
 * has what it waits for, which may be never, before a `return()` or `throw()` counts.
 * @param generate is given a signal that aborts when the iterator is left: then what is waited for ends, and the generator
 * returns. It is not aborted when the generator ends by itself.
 */
export function iterate<Item>(
  generate: (left: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncGenerator<Item, void, undefined> {
  const leaving = new AbortController();
  const generator = generate(leaving.signal);
  const finish = generator.return.bind(generator);
  generator.return = (value) => {
    leaving.abort();
    return finish(value);
  };
  generator.throw = async (error) => {
    leaving.abort();
    await finish();
    throw error;
  };
  return generator;
}
