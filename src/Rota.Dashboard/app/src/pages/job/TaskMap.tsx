import { useComputed, useSignal } from '@preact/signals';
import { look } from '@/api/client';
import type { JobStatus } from '@/api/schema';
import { stateNames, useVector, type By, type Vector } from '@/api/states';
import { count, counted, duration } from '@/base/format';
import { address, go, query, setQuery } from '@/base/router';
import { lookOf } from '@/base/states';
import { colour, isDark } from '@/base/theme';
import { HeatMap } from '@/parts/HeatMap';

const ways: ReadonlyArray<[By, string]> = [
  ['state', 'state'],
  ['duration', 'duration'],
  ['attempt', 'attempts'],
  ['exit', 'exit code'],
];

/** All tasks of a job as a picture. */
export function TaskMap({ status }: { status: JobStatus }) {
  const by = (ways.find(([name]) => name === query.value.get('by'))?.[0] ?? 'state') as By;
  const vector = useVector(status.job.id, by);
  const colours = useComputed(() => coloursOf(by, isDark.value));
  const range = useSignal<{ text: string; href: string } | null>(null);
  const shown = vector.value;
  const entryAt = (position: number) => {
    let first = 0;
    for (const entry of status.tasks) {
      if (position < first + entry.total) return { entry, ordinal: position - first };
      first += entry.total;
    }
    return null;
  };
  const nameOf = (position: number): string => {
    const at = entryAt(position);
    if (!at || !shown) return '';
    return `${at.entry.task}: ${count(at.ordinal + 1)} of ${count(at.entry.total)}, ${meaning(shown.by, shown.values[position] ?? 0)}`;
  };
  const choose = async (first: number, last: number) => {
    const [from, to] = [entryAt(first), entryAt(last)];
    if (!from || !to) return;
    const until = from.entry === to.entry ? to.ordinal : from.entry.total - 1;
    const filter = await filterOf(status.job.id, from.entry, from.ordinal, until);
    range.value = { text: `${counted(until - from.ordinal + 1, 'task')} of ${from.entry.task}`, href: address(`/jobs/${status.job.id}/tasks`, { filter }) };
  };
  return (
    <section class="card wide" aria-label="All tasks">
      <p class="heat-line">
        <label>
          All tasks by{' '}
          <select value={by} onChange={(event) => setQuery({ by: event.currentTarget.value === 'state' ? null : event.currentTarget.value })}>
            {ways.map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {range.value && (
          <button type="button" class="primary" onClick={() => go(range.value!.href)}>
            Show {range.value.text}
          </button>
        )}
      </p>
      {shown && <HeatMap values={shown.values} colours={colours.value} label={labelOf(shown)} nameOf={nameOf} onRange={(first, last) => void choose(first, last)} />}
    </section>
  );
}

/** The filter of tasks of an entry by their place: by their index, where that counts on by one. */
async function filterOf(job: number, entry: { task: string; total: number }, from: number, to: number): Promise<string> {
  const end = async (sort: string) => {
    const { body } = await look('/v1/jobs/{job}/tasks', { job }, { filter: `task:${entry.task} sort:${sort}`, page_size: 1 });
    return body?.tasks[0]?.index ?? null;
  };
  const [first, last] = [await end('index'), await end('-index')];
  if (first === null || last === null || last - first + 1 !== entry.total) return `task:${entry.task}`;
  return `task:${entry.task} index:${first + from}..${first + to}`;
}

function labelOf({ counts, by }: Vector): string {
  if (by !== 'state') return `A picture of all tasks by ${by}; the list of tasks has the same as rows.`;
  return `All tasks by state: ${stateNames.flatMap((name, at) => (counts[at] ? [`${count(counts[at])} ${lookOf(name).word}`] : [])).join(', ')}.`;
}

function meaning(by: By, value: number): string {
  if (by === 'state') return lookOf(stateNames[value] ?? '').word;
  if (by === 'duration') return value === 0 ? 'not ended' : `about ${duration(2 ** ((value - 1) / 8) / 1_000)}`;
  return by === 'attempt' ? counted(value, 'attempt') : value === 0 ? 'exit 0, or not ended' : value > 128 ? `exit ${value} (signal ${value - 128})` : `exit ${value}`;
}

type Rgb = readonly [number, number, number];

function coloursOf(by: By, _isDark: boolean): Rgb[] {
  const [page, ink, failed, succeeded] = ['raised', 'running', 'failed', 'succeeded'].map((name) => rgb(colour(name))) as [Rgb, Rgb, Rgb, Rgb];
  if (by === 'state') {
    return stateNames.map((name) => {
      const family = lookOf(name).family;
      const full = rgb(colour(family === 'none' ? 'line' : family));
      return name === 'blocked' || name === 'starting' ? mixed(rgb(colour('page')), full, 0.45) : full;
    });
  }
  if (by === 'exit') return Array.from({ length: 256 }, (_, value) => (value === 0 ? mixed(page, succeeded, 0.35) : value > 128 ? rgb(colour('lost')) : failed));
  const top = by === 'attempt' ? 6 : 200;
  return Array.from({ length: 256 }, (_, value) => mixed(page, ink, Math.min(1, value / top)));
}

const mixed = (from: Rgb, to: Rgb, share: number): Rgb => from.map((one, at) => Math.round(one + (to[at]! - one) * share)) as unknown as Rgb;

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
