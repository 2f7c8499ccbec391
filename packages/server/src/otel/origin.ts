import {
  context,
  propagation,
  ROOT_CONTEXT,
  trace,
  type Context,
  type SpanOptions,
  type TextMapGetter,
} from "@opentelemetry/api";
import type { RunOrigin } from "../telemetry.ts";

/** Where a run's span belongs. */
export interface Place {
  readonly parent: Context;
  readonly options: Pick<SpanOptions, "root" | "links">;
}

const HEADERS: TextMapGetter<Headers> = {
  keys: (headers) => [...headers.keys()],
  get: (headers, name) => headers.get(name) ?? undefined,
};

/**
 * Finds the place of a run's span: below that of who holds a secret key. A stranger's is only linked, and nothing else of theirs is
 * taken over: they must not decide what is sampled, nor what is sent on to a model. The caller's span is the active one, where
 * something has made one of the request, else that of the header `traceparent`.
 */
export function placeOf({ headers, isTrusted }: RunOrigin): Place {
  const active = context.active();
  const caller = trace.getSpan(active) ? active : propagation.extract(active, headers, HEADERS);
  if (isTrusted) return { parent: caller, options: {} };
  const linked = trace.getSpanContext(caller);
  return {
    parent: ROOT_CONTEXT,
    options: { root: true, ...(linked && { links: [{ context: linked }] }) },
  };
}
