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
    let known = this.#values.get(parent);
    if (!known) this.#values.set(parent, (known = new Map()));
    known.set(name, value);
  }
}
