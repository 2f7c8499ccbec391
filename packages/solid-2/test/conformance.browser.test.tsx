import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.tsx";

describeBinding("solid 2", mount);
