/** A path of the app's, below the base that it is served under: `/app/` and `/api/v1` are `/app/api/v1`. */
export function belowBase(baseUrl: string, path: string): string {
  return (baseUrl.endsWith("/") ? baseUrl.slice(0, -1) : baseUrl) + path;
}
