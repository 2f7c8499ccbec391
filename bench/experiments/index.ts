import type { Experiment } from "./experiment.ts";
import { beside } from "./beside.ts";
import { first } from "./first.ts";
import { five } from "./five.ts";
import { frame } from "./frame.ts";
import { hidden } from "./hidden.ts";
import { events, text } from "./http.ts";
import { inputs } from "./inputs.ts";
import { longAnswer } from "./longAnswer.ts";
import { markdown } from "./markdown.ts";
import { memory } from "./memory.ts";
import { paced } from "./paced.ts";
import { reading } from "./reading.ts";
import { size } from "./size.ts";

/** All experiments, in the order of the results page. */
export const experiments: readonly Experiment[] = [
  memory,
  events,
  text,
  paced,
  frame,
  five,
  hidden,
  first,
  reading,
  longAnswer,
  inputs,
  beside,
  size,
  markdown,
];
