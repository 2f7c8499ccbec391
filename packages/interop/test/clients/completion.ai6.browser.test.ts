import { useCompletion } from "@ai-sdk/react-6";
import { describeCompletion } from "./describeCompletion.ts";

describeCompletion("6", useCompletion);
