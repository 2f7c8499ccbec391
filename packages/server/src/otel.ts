import { metrics, trace, type MeterProvider, type TracerProvider } from "@opentelemetry/api";
import { createInstruments, type Instruments } from "./otel/instruments.ts";
import { methodName, present } from "./otel/attributes.ts";
import { watchEventLoop } from "./otel/eventLoop.ts";
import { watchRun } from "./otel/runSpan.ts";
import type { Telemetry } from "./telemetry.ts";

/** Where spans and metrics go. */
export interface TelemetryOptions {
  /** Default: the global one. */
  readonly tracerProvider?: TracerProvider;
  /** Default: the one that is global when the server is created. */
  readonly meterProvider?: MeterProvider;
}

const SCOPE = "@workflow-stream/server";

/**
 * Creates the option `telemetry` for OpenTelemetry: a span for each run and each call of a model, and metrics of runs, streams,
 * answers and the event loop. Nothing it records holds a key, a token, an input or a text.
 * @example createWorkflowServer({ workflows, secretKeys, telemetry: createTelemetry() })
 */
export function createTelemetry({
  tracerProvider,
  meterProvider,
}: TelemetryOptions = {}): Telemetry {
  const tracer = (tracerProvider ?? trace).getTracer(SCOPE);
  let made: Instruments | undefined;
  // Not before a server is created: instruments of a meter that was asked for before its SDK began record nothing.
  const instruments = (): Instruments =>
    (made ??= createInstruments((meterProvider ?? metrics).getMeter(SCOPE)));

  return {
    open: () => watchEventLoop(instruments().eventLoopDelay),
    runBegan: (run) => watchRun(run, tracer, instruments()),
    streamOpened() {
      const { activeStreams } = instruments();
      let isOpen = true;
      activeStreams.add(1);
      return () => {
        if (isOpen) activeStreams.add(-1);
        isOpen = false;
      };
    },
    answered: ({ method, route, status, errorCode }) =>
      instruments().requests.add(
        1,
        present({
          "http.request.method": methodName(method),
          "http.response.status_code": status,
          "http.route": route,
          "error.type": errorCode,
        }),
      ),
  };
}
