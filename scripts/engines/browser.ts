/** A browser with one page, whichever engine it is. */
export interface EngineBrowser {
  /** Its name and version, in its own words. */
  readonly version: string;
  /** Opens an address, and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** Makes the page so large, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** The value of an expression in the page, as JSON can say it; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>;
  /** Hides the page, behind another tab or with its window; it stays the one that is driven. */
  hide(): Promise<void>;
  /** Ends the browser and all that it started. */
  close(): Promise<void>;
}
