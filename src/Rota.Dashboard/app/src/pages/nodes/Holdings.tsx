import type { Overview } from '@/api/schema';
import { Link } from '@/parts/Link';

type Running = Overview['running'][number];
type Held = NonNullable<Running['holds']>;

interface Props {
  title: string;
  running: readonly Running[];
  /** What there is of it for tasks, and what all of them hold. */
  total: number;
  held: number;
  amountOf: (held: Held) => number;
  show: (amount: number) => string;
}

/** One thing that a machine has, as a strip: a part for each attempt that holds some of it, as wide as what it holds. */
export function Holdings({ title, running, total, held, amountOf, show }: Props) {
  if (total <= 0) return null;
  const parts = running.flatMap((one) => (one.holds && amountOf(one.holds) > 0 ? [{ task: one, amount: amountOf(one.holds) }] : []));
  const named = parts.reduce((sum, one) => sum + one.amount, 0);
  const free = Math.max(0, total - held);
  return (
    <section aria-label={title}>
      <h2>
        {title}{' '}
        <small>
          {show(held)} of {show(total)} held; {show(free)} free for a task
        </small>
      </h2>
      <ul class="holdings">
        {parts.map(({ task, amount }) => (
          <li key={`${task.address}/${task.attempt}`} class="is-held" style={{ flexGrow: amount }}>
            <Link href={`/tasks/${encodeURIComponent(task.address)}`} title={`${task.label}: ${show(amount)}${coresOf(task)}`} aria-label={`${task.label} holds ${show(amount)}${coresOf(task)}`}>
              {''}
            </Link>
          </li>
        ))}
        {held > named && <li class="is-held" style={{ flexGrow: held - named }} title={`others: ${show(held - named)}`} />}
        {free > 0 && <li style={{ flexGrow: free }} title={`free: ${show(free)}`} />}
      </ul>
    </section>
  );
}

const coresOf = ({ holds }: Running): string => (holds && holds.cpu_ids.length > 0 ? `, cores ${holds.cpu_ids.join(', ')}` : '');
