import type { Finding } from './Recorder.js';

/** A finding of graphlint that is no fault, with the reason why. */
export interface Allowed {
  readonly rule: string;
  readonly about: RegExp;
  readonly reason: string;
}

/** Findings of the weight that fails, without the allowed ones, each once with how often it came. */
export function faults(findings: readonly Finding[], allowed: readonly Allowed[]): string[] {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (finding.level !== 'error' || allowed.some((one) => covers(one, finding))) continue;
    const about = (finding.item ?? `${finding.method} ${finding.url}`).slice(0, 160);
    const line = `${finding.rule}: ${finding.message.replace(/\d+/g, '#')}`;
    const first = [...counts.keys()].find((key) => key.startsWith(`${line} · `)) ?? `${line} · ${about}`;
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${count}x ${line}`);
}

export function covers({ rule, about }: Allowed, finding: Finding): boolean {
  return (
    finding.rule === rule && about.test(`${finding.item ?? `${finding.method} ${finding.url}`} ${finding.message}`)
  );
}
