// How many tasks ran and waited since this page was opened: the daemon keeps no history of it.
import { signal } from '@preact/signals';
import type { Overview } from '@/api/schema';

export interface Levels {
  at: number[];
  running: number[];
  waiting: number[];
}

const pace = 2;
const kept = 1_800;

export const levels = signal<Levels>({ at: [], running: [], waiting: [] });

/** Takes down the levels of an answer. */
export function takeDown(overview: Overview): void {
  const known = levels.peek();
  const at = Date.parse(overview.at) / 1_000;
  if (at - (known.at.at(-1) ?? 0) < pace) return;
  const sum = (of: (job: Overview['jobs'][number]) => number) => overview.jobs.reduce((total, job) => total + (job.ended ? 0 : of(job)), 0);
  levels.value = {
    at: [...known.at, at].slice(-kept),
    running: [...known.running, sum((job) => job.running)].slice(-kept),
    waiting: [...known.waiting, sum((job) => job.waiting)].slice(-kept),
  };
}
