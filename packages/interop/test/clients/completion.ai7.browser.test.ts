import { useCompletion } from "@ai-sdk/react";
import { describeCompletion } from "./describeCompletion.ts";

describeCompletion("7", useCompletion);
