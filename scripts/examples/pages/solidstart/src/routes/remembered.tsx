import { sessionPersister } from "@workflow-stream/solid/persist";
import { StreamingText } from "@workflow-stream/solid";

const persister = sessionPersister("remembered");

export default function Remembered() {
  return <StreamingText workflowId="explain" inputs={{ topic: "tides" }} persister={persister} />;
}
