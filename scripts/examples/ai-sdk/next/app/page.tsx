"use client";
import { useCompletion } from "@ai-sdk/react";

export default function Home() {
  const { completion, complete } = useCompletion();
  return (
    <main>
      <button onClick={() => complete("tides")}>Explain</button>
      <p>{completion}</p>
    </main>
  );
}
