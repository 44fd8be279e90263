// What is counted of the entries of a job, and which of them is asked about.
import type { JobStatus } from '@/api/schema';

const terminal = ['succeeded', 'failed', 'timed_out', 'oom_killed', 'cancelled', 'skipped', 'lost'];

/** Tasks that have an outcome. */
export const doneOf = ({ job }: JobStatus): number => terminal.reduce((sum, state) => sum + (job.states[state] ?? 0), 0);

/** What explain is asked of: the first entry of which something waits. */
export const firstEntry = ({ job, tasks }: JobStatus): string => {
  const waits = tasks.find((entry) => ['ready', 'blocked', 'backoff', 'paused'].some((state) => (entry.states[state] ?? 0) > 0)) ?? tasks[0];
  return waits ? `${job.id}.${waits.task}` : `${job.id}`;
};
