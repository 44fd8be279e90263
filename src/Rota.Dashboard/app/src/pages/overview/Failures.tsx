import type { Overview } from '@/api/schema';
import { now } from '@/base/clock';
import { duration, since } from '@/base/format';
import { Link } from '@/parts/Link';
import { StateMark } from '@/parts/State';

/** What failed last. */
export function Failures({ data }: { data: Overview }) {
  return (
    <section class="card" aria-label="Latest failures">
      <h2>Latest failures</h2>
      {data.failures.length === 0 && <p class="faint">None.</p>}
      <ul class="plain">
        {data.failures.slice(0, 5).map((one) => (
          <li key={`${one.address}/${one.attempt}`}>
            <Link href={`/tasks/${encodeURIComponent(one.address)}`}>{one.address}</Link> <StateMark state={one.state} words={one.ending} />{' '}
            <small>{duration(since(one.ended, now.value))} ago</small>
            {one.reason && <div class="reason">{one.reason}</div>}
          </li>
        ))}
      </ul>
    </section>
  );
}
