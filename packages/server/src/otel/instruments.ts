import type { Counter, Histogram, Meter, UpDownCounter } from "@opentelemetry/api";

/** The metrics of a server. The names that begin with `gen_ai.` are those of the semantic conventions, version 1.41. */
export interface Instruments {
  readonly runs: Counter;
  readonly activeRuns: UpDownCounter;
  readonly runDuration: Histogram;
  readonly firstText: Histogram;
  readonly activeStreams: UpDownCounter;
  readonly requests: Counter;
  readonly eventLoopDelay: Histogram;
  readonly modelDuration: Histogram;
  readonly modelFirstChunk: Histogram;
  readonly modelTokens: Histogram;
}

const RUN_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];
const FIRST_TEXT_BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const DELAY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const MODEL_BUCKETS_SECONDS = Array.from({ length: 14 }, (_, power) => 0.01 * 2 ** power);
const TOKEN_BUCKETS = Array.from({ length: 14 }, (_, power) => 4 ** power);

/** Creates the instruments on a meter. */
export function createInstruments(meter: Meter): Instruments {
  const seconds = (name: string, description: string, buckets: number[]): Histogram =>
    meter.createHistogram(name, {
      description,
      unit: "s",
      advice: { explicitBucketBoundaries: buckets },
    });

  return {
    runs: meter.createCounter("workflow_stream.runs", {
      description: "Runs that have ended, by how they ended.",
      unit: "{run}",
    }),
    activeRuns: meter.createUpDownCounter("workflow_stream.run.active", {
      description: "Runs that this process works for.",
      unit: "{run}",
    }),
    runDuration: seconds(
      "workflow_stream.run.duration",
      "From the begin of a run to its end.",
      RUN_BUCKETS_SECONDS,
    ),
    firstText: seconds(
      "workflow_stream.run.time_to_first_text",
      "From the begin of a run to its first text.",
      FIRST_TEXT_BUCKETS_SECONDS,
    ),
    activeStreams: meter.createUpDownCounter("workflow_stream.stream.active", {
      description: "Streams that are being read.",
      unit: "{stream}",
    }),
    requests: meter.createCounter("workflow_stream.requests", {
      description: "Requests that have their answer, by route, status and error code.",
      unit: "{request}",
    }),
    eventLoopDelay: seconds(
      "workflow_stream.event_loop.delay",
      "How late a timer is: the wait of whatever has to have its turn.",
      DELAY_BUCKETS_SECONDS,
    ),
    modelDuration: seconds(
      "gen_ai.client.operation.duration",
      "From the call of a model to its end.",
      MODEL_BUCKETS_SECONDS,
    ),
    modelFirstChunk: seconds(
      "gen_ai.client.operation.time_to_first_chunk",
      "From the call of a model to the first piece of its answer.",
      MODEL_BUCKETS_SECONDS,
    ),
    modelTokens: meter.createHistogram("gen_ai.client.token.usage", {
      description: "Tokens that a call of a model used, of its input and of its output.",
      unit: "{token}",
      advice: { explicitBucketBoundaries: TOKEN_BUCKETS },
    }),
  };
}
