import { workflows } from "../kit/workflows.ts";

// Served to the load. Nothing is refused but what the server can't bear, and no line of a log is part of its cost.
export default {
  workflows,
  limits: false,
  logger: { info() {}, warn() {}, error() {} },
};
