import * as ai from "ai-6";
import { describeServer } from "./describeServer.ts";
import type { ServerSdk } from "./routes.ts";

// The two versions' types differ in parts that this proof does not use.
describeServer("6", ai as unknown as ServerSdk);
