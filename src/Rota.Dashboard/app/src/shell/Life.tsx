import { heard, isLive } from '@/api/live';
import { lastAnswer } from '@/api/use';
import { now } from '@/base/clock';
import { duration } from '@/base/format';

/** Whether what is shown is how it is now, and how old it is. */
export function Life() {
  // A stream that is alive and told of no change tells that nothing is different.
  const known = Math.max(lastAnswer.value, isLive.value ? heard.value : 0);
  const age = known > 0 ? Math.max(0, (now.value - known) / 1_000) : null;
  return (
    <span class={isLive.value ? 'life' : 'life is-cut'} title={isLive.value ? 'Changes arrive as they happen' : 'The stream of changes is cut: what is shown may be old'}>
      <span aria-hidden="true">{isLive.value ? '●' : '○'}</span> {isLive.value ? 'live' : 'cut'}
      {age !== null && <small> as of {age < 1 ? 'now' : `${duration(Math.round(age))} ago`}</small>}
    </span>
  );
}
