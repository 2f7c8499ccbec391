import { Chat } from "@ai-sdk/react-6";
import { DefaultChatTransport, TextStreamChatTransport } from "ai-6";
import { describeChat, type ChatSdk } from "./describeChat.ts";

// The two versions' types differ in parts that this proof does not use.
describeChat("6", {
  Chat,
  DefaultChatTransport,
  TextStreamChatTransport,
} as unknown as ChatSdk);
