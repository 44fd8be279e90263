import type { JobStatus } from '@/api/schema';
import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { count, counted, duration } from '@/base/format';
import { address } from '@/base/router';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Reasons } from '@/parts/Reasons';
import { StateBar } from '@/parts/State';
import { Strip } from '@/parts/Strip';
import { doneOf, firstEntry } from './entries';
import { roughly, secondsLeft } from '../eta';
import { FailureCards } from './FailureCards';
import { TaskMap } from './TaskMap';
import type { TabProps } from './tabs';

/** What somebody wants to know of a job first. */
export default function Summary({ status }: TabProps) {
  const { job, tasks } = status;
  const waiting = ['ready', 'blocked', 'backoff', 'paused'].reduce((sum, state) => sum + (job.states[state] ?? 0), 0);
  return (
    <>
      <p class="answer">{sentence(status, now.value)}</p>
      <div class="cards">
        {job.failed > 0 && <FailureCards job={job.id} most={3} />}
        {waiting > 0 && !job.ended && <Waiting task={firstEntry(status)} waiting={waiting} />}
        <Past name={job.name} job={job.id} />
      </div>
      {job.total > 1 && <TaskMap status={status} />}
      <h2 class="apart">Entries</h2>
      <Grid label="Entries" rows={tasks} columns={columns} keyOf={(entry) => entry.task} hrefOf={(entry) => address(`/jobs/${job.id}/tasks`, { filter: `task:${entry.task}` })} />
    </>
  );
}

function sentence(status: JobStatus, at: number): string {
  const { job } = status;
  const done = doneOf(status);
  const failed = job.failed > 0 ? `; ${counted(job.failed, 'task')} failed` : '';
  if (job.ended) return `${count(job.succeeded)} of ${counted(job.total, 'task')} succeeded${failed}, in ${duration(job.seconds)}.`;
  const left = secondsLeft({ ...job, done }, at);
  const eta = left === null ? '' : ` ≈${roughly(left)} left, by the pace of ${counted(done, 'task')} so far.`;
  return `${count(done)} of ${counted(job.total, 'task')} done, ${count(job.running)} running${failed}.${eta}`;
}

function Waiting({ task, waiting }: { task: string; waiting: number }) {
  const reasons = useLook('/v1/tasks/{task}/explanation', { task }, {}, { pace: 3_000 });
  return (
    <section class="card" aria-label="Why tasks wait">
      <h2>Why {counted(waiting, 'task')} {waiting === 1 ? 'waits' : 'wait'}: the first of them</h2>
      <Look of={reasons}>{(data) => <Reasons explanation={data} />}</Look>
    </section>
  );
}

/** Its name is asked for by its number: a name may have what no path can have. */
function Past({ name, job }: { name: string; job: number }) {
  const history = useLook('/v1/names/{name}/runs', { name: job }, { limit: 20 }, { pace: 5_000 });
  return (
    <section class="card" aria-label="Runs of this name">
      <h2>
        Runs of <Link href={address('/jobs', { filter: `name:${name}` })}>{name}</Link>
      </h2>
      <Look of={history}>
        {(data) => (
          <>
            <p>
              {data.times
                ? `${counted(data.times.count, 'run')} that succeeded took ${duration(data.times.least)} to ${duration(data.times.most)}, half of them at most ${duration(data.times.median)}.`
                : 'None has succeeded yet.'}
            </p>
            <div class="strip-large">
              <Strip runs={data.runs} height={48} current={job} />
            </div>
          </>
        )}
      </Look>
    </section>
  );
}

type Entry = JobStatus['tasks'][number];

const columns: ReadonlyArray<Column<Entry>> = [
  { name: 'task', title: 'entry', width: 'minmax(14ch, 1fr)', cell: (entry) => entry.task },
  { name: 'bar', title: 'progress', width: '3fr', cell: (entry) => <StateBar states={entry.states} total={entry.total} isThin /> },
  { name: 'succeeded', title: 'succeeded', width: '11ch', isNumber: true, cell: (entry) => count(entry.states['succeeded'] ?? 0) },
  { name: 'running', title: 'running', width: '9ch', isNumber: true, cell: (entry) => count(entry.states['running'] ?? 0) },
  { name: 'failed', title: 'failed', width: '9ch', isNumber: true, cell: (entry) => count((entry.states['failed'] ?? 0) + (entry.states['timed_out'] ?? 0) + (entry.states['oom_killed'] ?? 0)) },
  { name: 'total', title: 'tasks', width: '10ch', isNumber: true, cell: (entry) => count(entry.total) },
];
