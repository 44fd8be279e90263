// The states of all tasks of a job: a byte each, kept new by what became of them.
import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, pathOf } from './client';
import { isLive, pulse } from './live';
import type { StateChanges } from './schema';

/** The states that a byte stands for, in its order. */
export const stateNames = [
  'blocked', 'ready', 'starting', 'running', 'backoff', 'paused', 'succeeded', 'failed', 'timed_out', 'oom_killed', 'cancelled', 'skipped', 'lost',
] as const;

export type By = 'state' | 'duration' | 'attempt' | 'exit';

export interface Vector {
  values: Uint8Array;
  by: By;
  /** How many of the values are of each state; counted as they change. */
  counts: readonly number[];
}

const large = 100_000;
const pace = 250;
const paceLarge = 1_000;
const paceWhole = 3_000;

/** The bytes of a job; null before they are there. */
export function useVector(job: number, by: By): Signal<Vector | null> {
  const vector = useSignal<Vector | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    let position = '';
    let busy = false;
    let again = false;
    let counts: number[] = [];
    const whole = async () => {
      const answer = await fetch(pathOf('/v1/jobs/{job}/states', { job }, { by }), { signal: stop.signal });
      if (!answer.ok) return;
      position = answer.headers.get('Position') ?? '';
      const values = new Uint8Array(await answer.arrayBuffer());
      counts = countsOf(values);
      vector.value = { values, by, counts };
    };
    const news = async () => {
      const known = vector.peek();
      if (by !== 'state' || !known || !position) return whole();
      const { body } = await ask<StateChanges>('GET', pathOf('/v1/jobs/{job}/states/changes', { job }, { after: position }), undefined, {}, stop.signal);
      if (!body || body.reset) return whole();
      for (const [first = 0, count = 0, state = 0] of body.runs) {
        for (let at = first; at < first + count; at++) counts[known.values[at]!]! -= 1;
        counts[state]! += count;
        known.values.fill(state, first, first + count);
      }
      position = `${body.position}`;
      // Some changes are told by no sequence: the counts tell that they happened.
      if (stateNames.some((name, at) => (body.states[name] ?? 0) !== counts[at])) return whole();
      if (body.runs.length > 0) vector.value = { values: known.values, by, counts };
    };
    const run = async () => {
      if (busy) return void (again = true);
      busy = true;
      await news().catch(() => undefined);
      await new Promise((done) => setTimeout(done, by !== 'state' ? paceWhole : (vector.peek()?.values.length ?? 0) > large ? paceLarge : pace));
      busy = false;
      if (again && !stop.signal.aborted) {
        again = false;
        void run();
      }
    };
    void run();
    const untie = pulse.subscribe(() => {
      if (isLive.peek() && document.visibilityState === 'visible' && vector.peek()) void run();
    });
    return () => {
      stop.abort();
      untie();
    };
  }, [job, by]);
  return vector;
}

/** How many of the bytes are of each state. */
function countsOf(values: Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const value of values) counts[value]! += 1;
  return counts;
}
