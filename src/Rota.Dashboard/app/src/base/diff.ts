// Which lines of a text another one has too: by the longest common sequence of what is between their equal beginnings and ends.
export interface Line {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Cells of the table that is filled at most: two texts of 2,000 lines that differ from end to end. */
const cellsMax = 4_000_000;

/** The lines of both; null where they differ in more than can be compared at once. */
export function diff(before: string, after: string): Line[] | null {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) first += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > first && endB > first && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const changed = between(a.slice(first, endA), b.slice(first, endB));
  const same = (text: string): Line => ({ kind: 'same', text });
  return changed && [...a.slice(0, first).map(same), ...changed, ...a.slice(endA).map(same)];
}

function between(a: string[], b: string[]): Line[] | null {
  const width = b.length + 1;
  if ((a.length + 1) * width > cellsMax) return null;
  // How long a common sequence the rest of both has, from each pair of places on.
  const rest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      rest[i * width + j] = a[i] === b[j] ? rest[(i + 1) * width + j + 1]! + 1 : Math.max(rest[(i + 1) * width + j]!, rest[i * width + j + 1]!);
    }
  }
  const lines: Line[] = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) [lines[lines.length], i, j] = [{ kind: 'same', text: a[i]! }, i + 1, j + 1];
    else if (j === b.length || (i < a.length && rest[(i + 1) * width + j]! >= rest[i * width + j + 1]!)) [lines[lines.length], i] = [{ kind: 'gone', text: a[i]! }, i + 1];
    else [lines[lines.length], j] = [{ kind: 'new', text: b[j]! }, j + 1];
  }
  return lines;
}
