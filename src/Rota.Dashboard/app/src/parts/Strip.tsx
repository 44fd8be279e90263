import { duration } from '@/base/format';
import { lookOf } from '@/base/states';
import { Link } from './Link';

export interface Run {
  id: number;
  state: string;
  seconds?: number | null;
}

/** The last runs of a name, the oldest first: as high as they took long, in the colour of how they ended. */
export function Strip({ runs, height = 16, current }: { runs: readonly Run[]; height?: number; current?: number }) {
  const most = Math.max(...runs.map((run) => run.seconds ?? 0), 0.001);
  return (
    <span class="strip">
      {[...runs].reverse().map((run) => {
        const look = lookOf(run.state);
        const text = `${run.id}: ${look.word}, ${duration(run.seconds)}`;
        return (
          <Link key={run.id} href={`/jobs/${run.id}`} title={text} aria-label={text} class={`fill-${look.family}${run.id === current ? ' is-current' : ''}`} style={{ height: `${Math.max(2, ((run.seconds ?? 0) / most) * height)}px` }}>
            {''}
          </Link>
        );
      })}
    </span>
  );
}
