import { REASONS, type Reason, type Work } from '../fixtures/works';
import type { Choice } from './desk';
import { workOf } from './library';

/** How somebody decides on the record with this title. */
export type Opinion = (title: string) => Choice;

const NOT_A_GROUP = REASONS[1];
const NOT_LONELINESS = REASONS[2];

const include: Choice = { verdict: 'include' };
const exclude = (...reasons: Reason[]): Choice => ({ verdict: 'exclude', reasons });

/** Whether the plan wants a work to go on to full text. */
export function planned(work: Work): boolean {
  return work.fullText !== undefined;
}

/** What readers say at title and abstract who decide side by side: of a contested work the first of them says include. */
export function atTitleAndAbstract(): Opinion {
  const met = new Set<Work>();
  return (title) => {
    const work = workOf(title);
    const first = !met.has(work);
    met.add(work);
    switch (work.verdict) {
      case 'include':
        return include;
      case 'maybe':
        return first ? { verdict: 'maybe' } : include;
      case 'contested':
        return first ? include : exclude(NOT_A_GROUP);
      default:
        return exclude(work.verdict);
    }
  };
}

/**
 * As `opinion`, but the opposite on the very first record: somebody who has not understood the criteria yet. Where that
 * record is contested, readers differ anyway.
 */
export function atFirstOpposite(opinion: Opinion): Opinion {
  let begun = false;
  return (title) => {
    const choice = opinion(title);
    if (begun) {
      return choice;
    }
    begun = true;
    const work = workOf(title);
    if (work.verdict === 'contested') {
      return choice;
    }
    return planned(work) ? exclude(NOT_LONELINESS) : include;
  };
}

/** What readers say of full texts: where reasons differ the first of them ticks one more, of a higher rank. */
export function atFullText(): Opinion {
  const met = new Set<Work>();
  return (title) => {
    const work = workOf(title);
    const first = !met.has(work);
    met.add(work);
    switch (work.fullText) {
      case 'include':
        return include;
      case 'contested':
        return first ? include : exclude(NOT_LONELINESS);
      case 'reasons differ':
        return first ? exclude(NOT_A_GROUP, NOT_LONELINESS) : exclude(NOT_LONELINESS);
      case 'not retrieved':
      case undefined:
        throw new Error(`“${title}” is no text to judge`);
      default:
        return exclude(work.fullText);
    }
  };
}
