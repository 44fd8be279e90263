// Pages of a list: the first thousand rows stay new; what is beyond was true when it was loaded.
import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { look, type Problem } from './client';
import type { Looks } from './schema';
import { useLook, type Shown } from './use';

interface Paged {
  next?: string | null;
  complete?: boolean;
  index?: string | null;
}

export interface Rows<T> {
  shown: Signal<Shown<T>>;
  /** Loads more; null where all is there. */
  more: (() => void) | null;
  /** Answers beyond the living ones, in order. */
  beyond: T[];
  problem: Problem | null;
}

const step = 100;
const livingMax = 1_000;

type ListRoute = { [P in keyof Looks]: Looks[P] extends Paged ? P : never }[keyof Looks];

/** A list of a route, by filter; scrolling loads more. */
export function useRows<P extends ListRoute>(
  route: P,
  parts: Record<string, string | number>,
  query: Record<string, string | null | undefined>,
): Rows<Looks[P]> {
  const size = useSignal(step);
  const beyond = useSignal<Array<Looks[P]>>([]);
  const isBusy = useSignal(false);
  const key = JSON.stringify([parts, query]);
  useEffect(() => {
    size.value = step;
    beyond.value = [];
  }, [key]);
  const shown = useLook(route, parts, { ...query, page_size: size.value }, { pace: size.value * 4 });
  const last = (beyond.value.at(-1) ?? shown.value.data) as (Looks[P] & Paged) | null;
  const more = async () => {
    if (size.value < livingMax) return void (size.value = Math.min(livingMax, size.value * 2));
    if (isBusy.value || !last?.next) return;
    isBusy.value = true;
    try {
      const answer = await look(route, parts, { ...query, page_size: livingMax, page_token: last.next });
      if (answer.body) beyond.value = [...beyond.value, answer.body];
    } finally {
      isBusy.value = false;
    }
  };
  return { shown, beyond: beyond.value, more: last?.next ? () => void more() : null, problem: shown.value.problem };
}

/** The filter with another sort: the language has it as a term. */
export function sorted(filter: string, sort: string): string {
  const others = filter.split(/\s+/).filter((term) => term && !term.startsWith('sort:'));
  return [...others, ...(sort ? [`sort:${sort}`] : [])].join(' ');
}

/** The sort of a filter; null for none. */
export const sortOf = (filter: string): string | null => /(?:^|\s)sort:(\S+)/.exec(filter)?.[1] ?? null;
