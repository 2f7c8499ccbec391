export * from "@workflow-stream/core/persist";
