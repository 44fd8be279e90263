import { useLook } from '@/api/use';
import { changes, forgetFilter, saveFilter } from '@/base/filters';
import { useIdle } from '@/base/idle';
import { atLeast } from '@/base/matching';
import { address, path } from '@/base/router';
import { ActionButton } from './Action';
import { Link } from './Link';

interface Props {
  list: 'jobs' | 'tasks';
  /** The job whose tasks are listed. */
  job?: number;
  filter: string;
  /** Titles and filters that everybody has. */
  usual?: ReadonlyArray<[string, string]>;
}

/** Filters to choose from: the usual ones, and those that people gave names, each with what it means now. */
export function FilterChips({ list, job, filter, usual = [] }: Props) {
  const saved = useLook('/v1/filters/{list}', { list }, { job }, { when: useIdle(), pace: 10_000, again: changes.value }).value.data?.filters ?? [];
  const current = saved.find((one) => one.filter === filter);
  const chip = (title: string, one: string, counted?: string, isShared?: boolean) => (
    <Link key={`${title}/${isShared}`} href={address(path.value, { filter: one })} aria-current={one === filter ? 'page' : undefined}>
      {title}
      {counted && <small> {counted}</small>}
    </Link>
  );
  return (
    <p class="chips">
      {usual.map(([title, one]) => chip(title, one))}
      {saved.length > 0 && (
        <span class="faint" aria-hidden="true">
          ★
        </span>
      )}
      {saved.map((one) => chip(one.name ?? '', one.filter ?? '', one.count == null ? '' : `(${atLeast(one)})`, one.shared))}
      {filter && !current && <ActionButton action={saveFilter(list, filter, saved)}>Save filter</ActionButton>}
      {current && <ActionButton action={forgetFilter(list, current)}>Forget</ActionButton>}
    </p>
  );
}
