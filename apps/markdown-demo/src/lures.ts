const LURES = "/api/demo/lures";

const id = crypto.randomUUID();

/** Where this page's hostile text leads: the server counts who asks for it. */
export const lureAddress: string = new URL(`${LURES}/${id}`, location.href).href;

/** How many requests the hostile text has made. @throws Error when the server does not say. */
export async function countRequests(): Promise<number> {
  const response = await fetch(`${LURES}/${id}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const { requests } = (await response.json()) as { requests: number };
  return requests;
}
