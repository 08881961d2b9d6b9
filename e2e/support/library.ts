import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UNSURE, WORKS, type Work } from '../fixtures/works';
import { rows } from './csv';
import { plainTitle } from './desk';

/** The three files of search results, and the database each was exported from. */
export const SOURCES = { 'embase.ris': 'Embase', 'pubmed.nbib': 'PubMed', 'cinahl.csv': 'CINAHL' } as const;

export type File = keyof typeof SOURCES;

export const FILES = Object.keys(SOURCES) as File[];

/** The work a title belongs to: one entry of one work has a title that is cut short. */
export function workOf(title: string): Work {
  const plain = plainTitle(title);
  const work = WORKS.find((known) => known.title === plain || (plain === UNSURE && known.title.startsWith(UNSURE)));
  if (work === undefined) {
    throw new Error(`no work is called “${title}”`);
  }
  return work;
}

/** The works in a file, entry by entry, as the file itself has them. */
export function entries(file: File): Work[] {
  const text = readFileSync(resolve(import.meta.dirname, '../fixtures', file), 'utf8').replaceAll('\r\n', '\n');
  return titles(file, text).map(workOf);
}

function titles(file: File, text: string): string[] {
  switch (file) {
    case 'embase.ris':
      return [...text.matchAll(/^TI {2}- (.*)$/gm)].map(([, title]) => title!.trim());
    case 'pubmed.nbib':
      return [...text.matchAll(/^TI {2}- (.*(?:\n {6}.*)*)$/gm)].map(([, title]) => title!.replaceAll(/\s+/g, ' ').trim());
    case 'cinahl.csv':
      return rows(text).map(({ title }) => title!);
  }
}

/** The databases each work was found in, by its title. */
export function databases(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of FILES) {
    for (const { title } of entries(file)) {
      found.set(title, [...(found.get(title) ?? []), SOURCES[file]]);
    }
  }
  return found;
}
