/** Watches whether Redis answers, and what it refuses. */
export interface Watchdog {
  /** Gives the reply of a command back, and learns from it. */
  watch<Reply>(reply: Promise<Reply>): Promise<Reply>;
  /** Says that a command was not answered in time. */
  late(): void;
}

/**
 * Creates a watchdog. It calls `reconnect` where the connection stands and yet leads nowhere: nothing was answered for
 * `silenceMs` while commands waited, or the server became a replica.
 */
export function createWatchdog(reconnect: () => void, silenceMs: number): Watchdog {
  let silentSinceMs: number | undefined;

  return {
    async watch(reply) {
      silentSinceMs ??= performance.now();
      try {
        return await reply;
      } catch (error) {
        if (isFromReplica(error)) reconnect();
        throw error;
      } finally {
        silentSinceMs = undefined;
      }
    },
    late() {
      const silentMs = performance.now() - (silentSinceMs ?? Infinity);
      if (silentMs >= silenceMs) reconnect();
    },
  };
}

// Redis 6.2 puts the code into the middle of what it says of a script.
function isFromReplica(error: unknown): boolean {
  return error instanceof Error && error.message.includes("READONLY");
}
