/**
 * What readers search for by other words than a page has: by the page's place, words and names of other libraries.
 * They are indexed with the page, and not shown.
 */
export const keywords: Readonly<Record<string, string>> = {
  "start/two-minutes": "install setup quick start getting started hello world",
  "start/statuses":
    "abort cancel stop AbortController loading state pending isStreaming finished partial truncated",
  "guides/same-app": "serverless cookies session login auth same origin without token",
  "guides/own-backend": "401 API key secret token proxy route credentials CSRF Express Hono",
  "guides/in-your-framework":
    "serverless edge Vercel Netlify Lambda Cloudflare Workers SSR hydration Next.js App Router server components starter example",
  "guides/other-servers":
    "SSE server-sent events EventSource OpenAI Anthropic Claude Gemini Ollama vLLM AG-UI NDJSON custom format",
  "guides/markdown":
    "sanitize XSS react-markdown marked markdown-it streamdown syntax highlighting Shiki Prism KaTeX LaTeX code block",
  "guides/reload":
    "persister reconnect resume refresh persist sessionStorage localStorage IndexedDB tabs sleep background mobile offline",
  "guides/beside": "chain of thought thinking citations token count cost metadata data parts",
  "guides/errors":
    "retry error handling try again toast fallback message ErrorBoundary i18n translate",
  "guides/accessibility": "a11y aria-live screen reader WCAG reduced motion",
  "guides/styling": "CSS Tailwind class cursor caret spinner skeleton loading animation CSP",
  "guides/testing": "mock MSW vitest jest Testing Library jsdom fake timers unit test",
  "guides/from-use-completion": "useCompletion useChat AI SDK Vercel migrate migration",
  "guides/from-forty-lines": "fetch ReadableStream getReader TextDecoder migrate by hand",
  "how/recovery": "reconnect retry resume idempotency exactly once network drop",
  "how/performance": "slow lag jank re-render memory benchmark CPU throttle",
  "reference/errors":
    "CORS 401 402 403 404 422 429 500 502 503 offline timeout network failed to fetch rate limit retry error codes",
  "reference/fields": "abort cancel stop start retry reset methods return value",
  "reference/options": "timeout headers credentials retries abort reconnect configuration",
  "reference/protocol": "SSE Last-Event-ID HTTP API endpoint wire format REST OpenAPI curl",
  "server/deploy":
    "nginx proxy buffering load balancer Docker Kubernetes production scale serverless",
  "server/limits": "rate limit quota throttle abuse 429 secret key CORS allowedOrigins",
  "server/redis": "serverless cluster Valkey Upstash several processes scale",
  "server/telemetry": "OpenTelemetry tracing metrics logging Prometheus Grafana monitoring",
};
