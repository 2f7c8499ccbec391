import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.ts";
import { vueName } from "./vueName.ts";

describeBinding(vueName, mount);
