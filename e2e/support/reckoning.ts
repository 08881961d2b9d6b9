import { REASONS, type Reason } from '../fixtures/works';
import type { Decided } from './desk';
import type { Resolution } from './lead';

/** Where a record goes, and for which reason if it is out. */
export interface Outcome {
  forward: boolean;
  reason?: Reason;
}

/** The decisions on each record, by its title. */
export function byTitle(decided: readonly Decided[]): Map<string, Decided[]> {
  const all = new Map<string, Decided[]>();
  for (const one of decided) {
    all.set(one.title, [...(all.get(one.title) ?? []), one]);
  }
  return all;
}

/** The reason somebody's exclusion counts under: of those ticked the first in rank. */
function primary({ reasons = [] }: Decided): Reason | undefined {
  return REASONS.find((reason) => reasons.includes(reason));
}

/** Whether all who read a record say the same; at title and abstract maybe is as good as include. */
export function unanimous(of: readonly Decided[]): boolean {
  return new Set(of.map(({ verdict }) => verdict === 'exclude')).size === 1;
}

/** Whether a record waits to be resolved: its readers differ, or at full text exclude for different reasons. */
export function open(of: readonly Decided[], stage: 'title_abstract' | 'full_text'): boolean {
  const reasons = new Set(of.map(primary));
  return !unanimous(of) || (stage === 'full_text' && of[0]!.verdict === 'exclude' && reasons.size > 1);
}

/** What a record comes to by what was decided on it, and by its resolution where there is one. */
export function outcome(of: readonly Decided[], resolution?: Resolution): Outcome {
  if (resolution !== undefined) {
    return { forward: resolution.outcome === 'Include', reason: resolution.reason };
  }
  return { forward: of[0]!.verdict !== 'exclude', reason: primary(of[0]!) };
}

/** What all records of a stage come to, by their titles. */
export function outcomes(decided: readonly Decided[], resolved: ReadonlyMap<string, Resolution>): Map<string, Outcome> {
  return new Map([...byTitle(decided)].map(([title, of]) => [title, outcome(of, resolved.get(title))]));
}

/** The titles of those that a condition holds for, sorted. */
export function titles(of: ReadonlyMap<string, Outcome>, holds: (outcome: Outcome) => boolean): string[] {
  return [...of].filter(([, one]) => holds(one)).map(([title]) => title).sort();
}
