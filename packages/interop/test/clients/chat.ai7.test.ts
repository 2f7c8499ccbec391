import { Chat } from "@ai-sdk/react";
import { DefaultChatTransport, TextStreamChatTransport } from "ai";
import { describeChat } from "./describeChat.ts";

describeChat("7", { Chat, DefaultChatTransport, TextStreamChatTransport });
