/** A workflow yielded or returned what it may not. Its message quotes nothing of it, so it is logged whole. */
export class InvalidOutputError extends TypeError {
  override readonly name = "InvalidOutputError";
}
