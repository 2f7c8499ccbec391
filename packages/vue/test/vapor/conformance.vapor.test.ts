import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.ts";

describeBinding("vue vapor", mount);
