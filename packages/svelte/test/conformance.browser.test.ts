import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.ts";

describeBinding("svelte", mount);
