import type { FindEntity } from "./entities.ts";

/** What a text may use. */
export interface Grammar {
  readonly findEntity: FindEntity;
  /** Whether `<br>` breaks a line. */
  readonly hasBreakTags: boolean;
  /** Whether it is GitHub's flavour: tables, `~~`, checkboxes and bare addresses. */
  readonly isGfm: boolean;
}
