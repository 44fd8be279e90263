import type { CourseView } from '@/api/schema';
import { now } from '@/base/clock';
import { duration, since } from '@/base/format';
import { Link } from '@/parts/Link';
import { explain } from '@/shell/Explain';

/** What has waited longest of what is ready, and why. */
export function Oldest({ of }: { of: CourseView['oldest_waiting'] }) {
  if (!of) return null;
  return (
    <p class="oldest">
      Longest without a start: <Link href={`/jobs/${of.task.split('.')[0]}`}>{of.task}</Link> of {of.name}, for {duration(Math.floor(since(of.since, now.value) ?? 0))}
      {of.why && `: ${of.why}`}.{' '}
      <button type="button" class="quiet" onClick={() => explain(of.task)}>
        Why
      </button>
    </p>
  );
}
