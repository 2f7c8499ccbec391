import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.tsx";
import { reactName } from "./reactName.ts";

describeBinding(reactName, mount);
