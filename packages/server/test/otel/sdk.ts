import { context, propagation } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type DataPoint,
  type Histogram,
  type MetricData,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TracerProvider,
  type ReadableSpan,
  type Sampler,
} from "@opentelemetry/sdk-trace";
import { onTestFinished } from "vitest";
import { createTelemetry } from "../../src/otel.ts";
import type { Telemetry } from "../../src/telemetry.ts";

/** OpenTelemetry's SDK, writing to memory. */
export interface Sdk {
  readonly telemetry: Telemetry;
  readonly tracerProvider: TracerProvider;
  /** The spans that have ended. */
  spans(): ReadableSpan[];
  /** The one span of that name. */
  span(name: string): ReadableSpan;
  /** A metric, as collected now. */
  metric(name: string): Promise<MetricData>;
  /** All that was recorded, as text. */
  all(): Promise<string>;
}

/** Sets the SDK up as an application does, until the test has finished. */
export function startSdk(root?: Sampler): Sdk {
  const spanExporter = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })],
    ...(root && { sampler: new ParentBasedSampler({ root }) }),
  });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  onTestFinished(async () => {
    context.disable();
    propagation.disable();
    await tracerProvider.shutdown();
    await meterProvider.shutdown();
  });

  async function collect(): Promise<MetricData[]> {
    exporter.reset();
    await reader.forceFlush();
    return exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((s) => s.metrics));
  }

  const spans = (): ReadableSpan[] => spanExporter.getFinishedSpans();
  return {
    telemetry: createTelemetry({ tracerProvider, meterProvider }),
    tracerProvider,
    spans,
    span(name) {
      const [found, ...more] = spans().filter((span) => span.name === name);
      if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} × ${name}`);
      return found;
    },
    async metric(name) {
      const found = (await collect()).find(({ descriptor }) => descriptor.name === name);
      if (!found) throw new Error(`there is no metric ${name}`);
      return found;
    },
    async all() {
      const told = spans().map(({ name, attributes, events, links, status }) => ({
        name,
        attributes,
        events,
        links: links.map(({ attributes: ofLink }) => ofLink),
        status,
      }));
      return JSON.stringify([told, await collect()]);
    },
  };
}

/** The value of a metric for these attributes; how many were recorded, of a histogram. */
export function valueOf({ dataPoints }: MetricData, attributes: object = {}): number {
  const points: readonly DataPoint<number | Histogram | object>[] = dataPoints;
  const wanted = Object.entries(attributes);
  const found = points.filter((point) =>
    wanted.every(([name, value]) => point.attributes[name] === value),
  );
  return found.reduce((sum, { value }) => sum + toNumber(value), 0);
}

function toNumber(value: number | Histogram | object): number {
  if (typeof value === "number") return value;
  return "count" in value ? value.count : NaN;
}
