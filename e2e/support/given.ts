import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A file of the data that `cargo xtask acceptance` measures against. */
export function given(path: string): string {
  const folder = process.env.CONCORD_ACCEPTANCE_DATA;
  if (folder === undefined || !existsSync(folder)) {
    throw new Error('CONCORD_ACCEPTANCE_DATA must name the folder of the data');
  }
  return resolve(folder, path);
}
