import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Shown } from '@/api/use';
import { isLive } from '@/api/live';
import { Awaited, ProblemNote } from './Notes';

/** What was looked at, once it is there; greyed while it may be old; with the problem where the last look failed. */
export function Look<T>({ of, children }: { of: Signal<Shown<T>>; children: (data: T) => ComponentChildren }) {
  const { data, problem } = of.value;
  // A mistake in a filter is shown at its column, by the box that it was written in.
  if (problem?.code === 'bad-filter') return null;
  if (data === null) return problem ? <ProblemNote problem={problem} /> : <Awaited />;
  const isOld = problem !== null && !isLive.value;
  return (
    <div class={isOld ? 'look is-old' : 'look'}>
      {/* That the daemon does not answer is said once, in the shell. */}
      {problem && problem.code !== 'unreachable' && <ProblemNote problem={problem} />}
      {children(data)}
    </div>
  );
}
