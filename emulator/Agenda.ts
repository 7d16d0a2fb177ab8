/** What the emulated services have begun and finish later, on the emulator's clock. */
export class Agenda {
  private entries: { readonly atMs: number; readonly happen: (at: Date) => void }[] = [];

  /** @param happen called once, with the moment it was meant for, as soon as somebody asks at or after it */
  at(atMs: number, happen: (at: Date) => void): void {
    this.entries.push({ atMs, happen });
  }

  /** Lets everything happen that is due, in its order; what that brings with it as well. */
  advance(now: Date): void {
    for (;;) {
      const due = this.entries.filter(({ atMs }) => atMs <= now.getTime());
      const [first] = due.sort((a, b) => a.atMs - b.atMs);
      if (first === undefined) return;
      this.entries.splice(this.entries.indexOf(first), 1);
      first.happen(new Date(first.atMs));
    }
  }

  clear(): void {
    this.entries = [];
  }
}
