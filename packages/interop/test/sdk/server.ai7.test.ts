import * as ai from "ai";
import { describeServer } from "./describeServer.ts";

describeServer("7", ai);
