/** The rows of a comma-separated file, each by the names in its first row. Quoted cells may hold anything. */
export function rows(text: string): Record<string, string>[] {
  const [names = [], ...rest] = cells(text.replace(/^\uFEFF/, ''));
  return rest.map((row) => Object.fromEntries(names.map((name, n) => [name, row[n] ?? ''])));
}

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') {
      quoted = !quoted;
    } else if (quoted || !',\r\n'.includes(sign)) {
      cell += sign;
    } else if (sign === ',') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
    }
  }
  return cell === '' && row.length === 0 ? rows : [...rows, [...row, cell]];
}
