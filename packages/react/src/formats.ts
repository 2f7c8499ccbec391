export * from "@workflow-stream/core/formats";
