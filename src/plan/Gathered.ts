/**
 * What the plan has fetched, hung on the objects that asked: execution reads it synchronously.
 * An Error stands where Graph could not tell.
 */
export class Gathered {
  readonly #values = new WeakMap<object, Map<string, unknown>>();

  /** undefined = nobody has fetched this. */
  get(parent: object, name: string): unknown {
    return this.#values.get(parent)?.get(name);
  }

  set(parent: object, name: string, value: unknown): void {
    const known = this.#values.get(parent) ?? new Map<string, unknown>();
    this.#values.set(parent, known);
    known.set(name, value);
  }
}
