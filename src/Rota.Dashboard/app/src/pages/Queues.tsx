import type { QueueList } from '@/api/schema';
import { useLook } from '@/api/use';
import { limitQueue, pauseQueue, resumeQueue } from '@/base/actions';
import { now } from '@/base/clock';
import { count, counted, duration, instant, since } from '@/base/format';
import { address } from '@/base/router';
import { ActionButton, propose } from '@/parts/Action';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateMark } from '@/parts/State';

type Queue = QueueList['queues'][number];

/** The queues: how full they are, what waits for them, and who may start. */
export default function Queues() {
  const queues = useLook('/v1/queues');
  const course = useLook('/v1/course', {}, { minutes: 1 }, { pace: 5_000 });
  const oldest = course.value.data?.oldest_waiting;
  return (
    <section aria-labelledby="queues-title">
      <h1 id="queues-title">Queues</h1>
      <Look of={queues}>
        {(data) =>
          data.queues.length === 0 ? (
            <Empty title="No queue is set, and no open job names one. A queue is a limit that jobs share:" command="rota queue set gpu --concurrency 4" />
          ) : (
            <>
              <p class="answer">{sentence(data.queues)}</p>
              <Grid
                label="Queues"
                rows={data.queues}
                columns={columns}
                keyOf={(queue) => queue.name}
                hrefOf={(queue) => address('/jobs', { filter: `queue:${queue.name} state:queued,running,paused` })}
                keysOf={(queue) => [
                  { key: 'p', does: 'pause the queue, or let it go on', run: () => propose(queue.paused ? resumeQueue(queue.name) : pauseQueue(queue.name)) },
                  { key: 'L', does: 'limit the queue', run: () => propose(limitQueue(queue.name, queue.concurrency)) },
                ]}
              />
            </>
          )
        }
      </Look>
      {oldest && (
        <section class="card apart" aria-label="What has waited longest">
          <h2>What has waited longest</h2>
          <p>
            <Link href={`/jobs/${oldest.task.split('.')[0]}`}>{oldest.name}</Link>, {duration(since(oldest.since, now.value))}: {oldest.why ?? 'it starts as soon as there is room.'}
          </p>
        </section>
      )}
    </section>
  );
}

function sentence(queues: Queue[]): string {
  const paused = queues.filter((queue) => queue.paused).length;
  const full = queues.filter((queue) => queue.concurrency !== null && queue.running >= queue.concurrency && (queue.waiting ?? 0) > 0);
  const waiting = queues.reduce((sum, queue) => sum + (queue.waiting ?? 0), 0);
  return (
    `${counted(waiting, 'task')} wait in ${counted(queues.length, 'queue')}`
    + (full.length > 0 ? `; ${full.map((queue) => queue.name).join(', ')} ${full.length === 1 ? 'is' : 'are'} full` : '')
    + (paused > 0 ? `; ${count(paused)} paused` : '')
    + '.'
  );
}

const columns: ReadonlyArray<Column<Queue>> = [
  { name: 'name', title: 'queue', width: 'minmax(12ch, 1fr)', cell: (queue) => queue.name },
  { name: 'state', title: 'state', width: '16ch', cell: (queue) => stateOf(queue) },
  {
    name: 'running',
    title: 'running',
    width: 'minmax(120px, 1.4fr)',
    cell: (queue) => (
      <span class="meter-cell">
        {queue.concurrency !== null && (
          <meter min={0} max={Math.max(1, queue.concurrency)} value={queue.running} aria-label={`${queue.running} of ${queue.concurrency} running`} />
        )}
        {count(queue.running)}
        {queue.concurrency !== null && ` of ${count(queue.concurrency)}`}
      </span>
    ),
  },
  { name: 'waiting', title: 'waiting', width: '10ch', isNumber: true, cell: (queue) => count(queue.waiting ?? 0) },
  { name: 'jobs', title: 'open jobs', width: '10ch', isNumber: true, from: 700, cell: (queue) => count(queue.open_jobs) },
  { name: 'open', title: 'open', width: 'minmax(10ch, 1fr)', from: 900, cell: (queue) => (queue.open ? `${queue.open} ${queue.timezone ?? ''}` : 'always') },
  {
    name: 'actions',
    title: 'change',
    width: '20ch',
    cell: (queue) => (
      <span class="buttons">
        <ActionButton action={queue.paused ? resumeQueue(queue.name) : pauseQueue(queue.name)}>{queue.paused ? 'Resume' : 'Pause'}</ActionButton>
        <ActionButton action={limitQueue(queue.name, queue.concurrency)}>Limit</ActionButton>
      </span>
    ),
  },
];

function stateOf(queue: Queue) {
  if (queue.paused) return <StateMark state="paused" />;
  if (queue.open_now === false) return <StateMark state="paused" words={queue.changes ? `closed to ${instant(queue.changes)}` : 'closed'} />;
  return <StateMark state={queue.running > 0 ? 'running' : 'ready'} words={queue.running > 0 ? 'takes tasks' : 'idle'} />;
}
