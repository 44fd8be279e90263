// What a page shows: looked at once, and again when something changed, with its age.
import { effect, signal, useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { asProblem, isLoggedIn, look, type Problem } from './client';
import { isLive, pulse } from './live';
import type { Looks } from './schema';

export interface Shown<T> {
  /** What was answered last; null before the first answer. */
  data: T | null;
  /** Why the last look failed; what was there before stays, greyed. */
  problem: Problem | null;
  /** When the last answer came, in ms of the clock here; 0 before the first. */
  at: number;
}

/** When the page last had an answer: the shell shows the age. */
export const lastAnswer = signal(0);

const paceLeast = 1_000;
const paceDeaf = 5_000;

interface Options {
  /** Least ms between two looks; 1,000 where it is not given. */
  pace?: number;
  /** Where it becomes another number, it is looked at anew, whatever the pace. */
  again?: number;
  /** False: not yet. */
  when?: boolean;
}

/** A look that stays new while its component is there. Parts and query are compared by their text. */
export function useLook<P extends keyof Looks>(
  route: P,
  parts: Record<string, string | number> = {},
  query: Record<string, string | number | boolean | null | undefined> = {},
  options: Options = {},
): Signal<Shown<Looks[P]>> {
  const shown = useSignal<Shown<Looks[P]>>({ data: null, problem: null, at: 0 });
  const key = useMemo(() => JSON.stringify([route, parts, query]), [route, JSON.stringify(parts), JSON.stringify(query)]);
  const pace = Math.max(options.pace ?? paceLeast, paceLeast);
  useEffect(() => {
    if (options.when === false) return;
    const stop = new AbortController();
    let [tag, busy, again, started] = [null as string | null, false, false, 0];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      [busy, again, started] = [true, false, Date.now()];
      try {
        const answer = await look(route, parts, query, tag, stop.signal);
        tag = answer.tag;
        shown.value = { data: answer.body ?? shown.peek().data, problem: null, at: Date.now() };
        lastAnswer.value = Date.now();
      } catch (error) {
        if (stop.signal.aborted) return;
        const problem = asProblem(error);
        shown.value = { ...shown.peek(), problem };
        // What was asked in a wrong way stays wrong, however often it is asked.
        if ([400, 404, 422].includes(problem.view.status ?? 0)) return;
      }
      busy = false;
      if (again) plan();
    };
    const plan = () => {
      clearTimeout(timer);
      if (busy) again = true;
      else timer = setTimeout(() => void run(), Math.max(0, started + pace - Date.now()));
    };
    void run();
    let isFirst = true;
    const untie = effect(() => {
      const [, live, known] = [pulse.value, isLive.value, isLoggedIn.value];
      if (!isFirst && live && known && document.visibilityState === 'visible') plan();
      isFirst = false;
    });
    const slow = setInterval(() => {
      if (!isLive.peek() && isLoggedIn.peek() && document.visibilityState === 'visible') plan();
    }, paceDeaf);
    return () => {
      stop.abort();
      untie();
      clearTimeout(timer);
      clearInterval(slow);
    };
  }, [key, options.when, options.again]);
  return shown;
}
