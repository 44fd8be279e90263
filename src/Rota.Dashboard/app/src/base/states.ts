// Thirteen states of tasks and seven of jobs are six families and an end without a result: one colour and one sign each.
export type Family = 'waiting' | 'running' | 'held' | 'succeeded' | 'failed' | 'lost' | 'none';

export interface StateLook {
  family: Family;
  sign: string;
  word: string;
}

const looks: Record<string, [Family, string]> = {
  queued: ['waiting', '◌'],
  ready: ['waiting', '◌'],
  blocked: ['waiting', '◌'],
  starting: ['running', '▷'],
  running: ['running', '▶'],
  backoff: ['held', '‖'],
  paused: ['held', '‖'],
  succeeded: ['succeeded', '✓'],
  failed: ['failed', '✕'],
  timed_out: ['failed', '⏱'],
  oom_killed: ['failed', '▲'],
  lost: ['lost', '?'],
  cancelled: ['none', '–'],
  skipped: ['none', '–'],
};

/** How a state looks; one that this page does not know yet keeps its word. */
export function lookOf(state: string): StateLook {
  const [family, sign] = looks[state] ?? ['none', '·'];
  return { family, sign, word: state.replaceAll('_', ' ') };
}

/** The states of tasks in the order of a bar: what is done, what runs, what waits, what went wrong at the end. */
export const barOrder: readonly string[] = [
  'succeeded', 'running', 'starting', 'backoff', 'paused', 'ready', 'blocked', 'skipped', 'cancelled', 'lost', 'oom_killed', 'timed_out', 'failed',
];

/** The states of which a person hears first. */
export const failures: readonly string[] = ['failed', 'timed_out', 'oom_killed', 'lost'];
