export * from "@workflow-stream/core/testing";
