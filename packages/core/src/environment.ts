/** Whether this is a page or a worker of one, rather than a server. */
export const isBrowser = (): boolean => !!globalThis.location;

/** Whether the runtime says that there is no network; `false` where it doesn't say. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/** Calls a user's function, if there is one; what it throws reaches `reportError` alone. */
export function call<Args extends unknown[]>(
  callback: ((...args: Args) => unknown) | undefined,
  ...args: Args
): void {
  try {
    callback?.(...args);
  } catch (error) {
    // where there is none, it is thrown where nothing can catch it
    const { reportError: report }: Partial<typeof globalThis> = globalThis;
    if (report) report(error);
    else
      setTimeout(() => {
        throw error;
      });
  }
}

/** A value, or what a function makes it. */
export function valueOf<T, Args extends unknown[]>(
  value: T | ((...args: Args) => T),
  ...args: Args
): T {
  return typeof value === "function" ? (value as (...args: Args) => T)(...args) : value;
}

/** Whether a value is an answer to a request, whoever made it. */
export function isResponse(value: unknown): value is Response {
  const { headers, status }: Partial<Response> = Object(value);
  return typeof headers?.get === "function" && typeof status === "number";
}

/** Whether one of these fields is another than before. */
export function differs<T extends object>(fields: Partial<T>, before: T): boolean {
  return (Object.keys(fields) as (keyof T)[]).some((name) => fields[name] !== before[name]);
}
