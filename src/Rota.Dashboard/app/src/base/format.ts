// How numbers, durations and instants read.
// By hand: what a browser has for it loads its tables of all languages, before anything is seen.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const units = [1, 60, 3_600, 86_400] as const;

/** A count: `1,900`. */
export const count = (of: number | null | undefined): string => (of == null ? '–' : `${Math.round(of)}`.replace(/\B(?=(\d{3})+$)/g, ','));

/** A count with its noun: `1 task`, `2,088 tasks`. */
export const counted = (of: number, noun: string): string => `${count(of)} ${noun}${of === 1 ? '' : 's'}`;

/** A duration in two units: `3m12s`, `1h40m`, `5d 2h`; below ten seconds with a decimal. */
export function duration(seconds: number | null | undefined): string {
  if (seconds == null) return '–';
  const s = Math.max(0, seconds);
  if (s < 1) return `${Math.round(s * 1_000)}ms`;
  if (s < 10) return `${s.toFixed(1)}s`;
  const r = Math.round(s);
  if (r < units[1]) return `${r}s`;
  if (r < units[2]) return `${Math.floor(r / 60)}m${two(r % 60)}s`;
  if (r < units[3]) return `${Math.floor(r / 3_600)}h${two(Math.floor((r % 3_600) / 60))}m`;
  return `${Math.floor(r / 86_400)}d ${Math.floor((r % 86_400) / 3_600)}h`;
}

const two = (of: number): string => `${of}`.padStart(2, '0');

/** An instant of the clock here: the time today, with the day before that. */
export function instant(of: string | number | null | undefined, now = Date.now()): string {
  if (of == null) return '–';
  const [at, today] = [new Date(of), new Date(now)];
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  if (at.toDateString() === today.toDateString()) return time;
  const year = at.getFullYear() === today.getFullYear() ? '' : ` ${at.getFullYear()}`;
  return `${two(at.getDate())} ${months[at.getMonth()]}${year} ${time.slice(0, 5)}`;
}

/** An instant in UTC, for who copies it. */
export const utc = (of: string | number): string => new Date(of).toISOString();

/** How long ago, or until. */
export const since = (of: string | null | undefined, now: number): number | null =>
  of == null ? null : (now - Date.parse(of)) / 1_000;

/** Bytes in powers of 1,024: `8.0G`. */
export function bytes(of: number | null | undefined): string {
  if (of == null) return '–';
  const names = ['B', 'K', 'M', 'G', 'T', 'P'];
  let [value, at] = [of, 0];
  while (value >= 1_024 && at < names.length - 1) [value, at] = [value / 1_024, at + 1];
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)}${names[at]}`;
}

/** A share of one as percent. */
export const percent = (of: number): string => `${of > 0 && of < 0.01 ? '<1' : Math.floor(of * 100)}%`;

/** A word for a shell. */
export const shellWord = (of: string | number): string =>
  /^[\w@%+=:,./-]+$/.test(`${of}`) ? `${of}` : `'${`${of}`.replaceAll("'", `'\\''`)}'`;

/** A command line. */
export const commandLine = (...words: Array<string | number>): string => words.map(shellWord).join(' ');
