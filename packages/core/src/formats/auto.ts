import { WorkflowStreamError } from "../errors.ts";
import { closeBody } from "../read/closeBody.ts";
import { objectOf } from "../read/json.ts";
import { mediaTypeOf } from "../read/mediaType.ts";
import { readRefusal } from "../read/refusal.ts";
import type { Format } from "./format.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import { aiSdkUi } from "./aiSdkUi.ts";
import { formatNameOf } from "./formatName.ts";
import { plainText } from "./plainText.ts";

const TEXT_TYPES = /* @__PURE__ */ new Set([
  "",
  "text/plain",
  "text/markdown",
  "application/octet-stream",
]);

/** Stands on the AI SDK's older data stream, whose lines would pass for plain text. */
const DATA_STREAM_HEADER = "x-vercel-ai-data-stream";

/**
 * The format of a response that carries a stream: the one that was asked for, whatever the content type, or by content type.
 * @param signal closes the connection of a response that carries none.
 * @throws WorkflowStreamError what a response that carries none says, by status or as `format`; `unsupported` where the runtime's `fetch` gives no stream to read.
 */
export async function formatOf(
  response: Response,
  asked: WorkflowStreamOptions["format"] = "auto",
  signal?: AbortSignal,
): Promise<Format> {
  if (response.body === undefined) throw new WorkflowStreamError("unsupported", "body");
  if (!response.ok) throw await readRefusal(response, signal);
  if (asked !== "auto") return asked;
  const type = mediaTypeOf(response);
  if (type === "text/event-stream") return createOurs();
  if (!TEXT_TYPES.has(type)) throw await readRefusal(response, signal);
  if (response.headers.has(DATA_STREAM_HEADER)) throw refuseDataStream(response);
  return plainText;
}

/** Creates the format of our own event stream, which names what the first event looks like where it is another's. */
function createOurs(): Format {
  let isOurs = false;
  return {
    ...aiSdkUi,
    read(event) {
      const result = aiSdkUi.read(event);
      isOurs ||= result !== undefined;
      if (isOurs || event.data.trim() === "") return result;
      const name = formatNameOf(objectOf(JSON.parse(event.data)));
      throw new WorkflowStreamError("format", "body", {
        message: `The event stream looks like ${name ?? "no known format"}`,
      });
    },
  };
}

function refuseDataStream({ body, status }: Response): WorkflowStreamError {
  closeBody(body);
  return new WorkflowStreamError("format", "connect", {
    status,
    message: "The answer looks like the data stream of AI SDK 4",
  });
}
