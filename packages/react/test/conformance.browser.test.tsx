import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.tsx";

describeBinding("react", mount);
