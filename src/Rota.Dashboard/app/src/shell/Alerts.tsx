import type { Overview } from '@/api/schema';
import { counted } from '@/base/format';
import { Link } from '@/parts/Link';
import { useOverview } from './overview';

interface Alert {
  text: string;
  href: string;
}

const said = ({ node, state, in_doubt: inDoubt }: Overview['notices'][number]): string =>
  `node ${node} is ${state}${inDoubt > 0 ? `, ${counted(inDoubt, 'attempt')} in doubt` : ''}`;

/** Only what needs a person. */
export function Alerts() {
  const { data, problem } = useOverview().value;
  const alerts: Alert[] = [];
  if (problem) alerts.push({ text: problem.message, href: '/' });
  if (data) {
    const lost = data.jobs.filter((job) => (job.states['lost'] ?? 0) > 0);
    if (lost.length > 0) {
      const tasks = lost.reduce((sum, job) => sum + (job.states['lost'] ?? 0), 0);
      alerts.push({ text: `${counted(tasks, 'task')} lost`, href: lost.length === 1 ? `/jobs/${lost[0]!.id}/tasks?filter=state:lost` : '/jobs' });
    }
    for (const queue of data.queues) {
      if (queue.paused && queue.open_jobs > 0) alerts.push({ text: `queue ${queue.name} is paused`, href: '/queues' });
    }
    for (const node of data.notices) alerts.push({ text: said(node), href: '/nodes' });
    if (!data.served_by && data.open_jobs > 0) alerts.push({ text: 'nobody runs the jobs: rota up', href: '/' });
  }
  return (
    <div class="alerts" role="status" aria-label="What needs a person">
      {alerts.map((one) => (
        <Link key={one.text} href={one.href}>
          <span aria-hidden="true">▲ </span>
          {one.text}
        </Link>
      ))}
    </div>
  );
}
