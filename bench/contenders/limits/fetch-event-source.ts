import { fetchEventSource } from "@microsoft/fetch-event-source";
import { contend } from "../../page/contend.ts";

// it reads events and leaves text and page to its user: here they go into a string
contend((_root, { url, fetch }) => {
  let text = "";
  return {
    text: () => text,
    start: () =>
      fetchEventSource(url, {
        method: "POST",
        fetch,
        onmessage({ data }) {
          if (data === "[DONE]") return;
          const event = JSON.parse(data);
          if (event.type === "text-delta") text += event.delta;
        },
      }),
  };
});
