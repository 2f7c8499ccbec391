/// <reference types="vite/client" />
import { describeBinding } from "@workflow-stream/conformance";
import { mount } from "./mount.ts";

describeBinding(["svelte", import.meta.env["SVELTE"]].join(" ").trimEnd(), mount);
