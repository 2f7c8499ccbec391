import { fetchToken } from "demo-kit";

export interface State {
  text: string;
  isLoading: boolean;
  error?: string;
}

export async function readByHand(show: (state: State) => void, signal: AbortSignal): Promise<void> {
  let text = "";
  show({ text, isLoading: true });
  try {
    const { token } = await fetchToken({ signal });
    const url = `/api/demo/bad-line/run/many-scripts/stream?token=${token}`;
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/plain" },
      body: JSON.stringify({ pace: 30 }),
      signal,
    });
    if (!response.ok || !response.body) {
      throw new Error(`The server answered ${response.status}`);
    }

    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    while (true) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      text += decoder.decode(value);
      show({ text, isLoading: true });
    }
    show({ text, isLoading: false });
  } catch (error) {
    if (signal.aborted) return;
    show({ text, isLoading: false, error: String(error) });
  }
}
