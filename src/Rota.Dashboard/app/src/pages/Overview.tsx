import { useMemo } from 'preact/hooks';
import type { Overview as View } from '@/api/schema';
import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { count, counted } from '@/base/format';
import { useIdle } from '@/base/idle';
import { address } from '@/base/router';
import { lookOf } from '@/base/states';
import { Command } from '@/parts/Command';
import { Failing } from '@/parts/Failing';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateBar, StateMark } from '@/parts/State';
import { useOverview } from '@/shell/overview';
import { etaOf } from './eta';
import { useNotes, type Note } from './notes';
import { Failures } from './overview/Failures';
import { Machine } from './overview/Machine';
import { Next } from './overview/Next';
import { Oldest } from './overview/Oldest';
import { Past } from './overview/Past';

type Job = View['jobs'][number];

/** What happens now, what comes next, and whether it is healthy. */
export default function Overview() {
  const overview = useOverview();
  return (
    <>
      <h1 class="unseen">Overview</h1>
      <Look of={overview}>{(data) => (data.jobs.length === 0 ? <Nothing /> : <Page data={data} />)}</Look>
    </>
  );
}

function Page({ data }: { data: View }) {
  const course = useLook('/v1/course', {}, {}, { pace: 5_000, when: useIdle() }).value.data;
  const notes = useNotes(useIdle() ? data.jobs.filter((job) => job.failed > 0) : []);
  const columns = useMemo(() => columnsWith(notes), [notes]);
  const [open, ended] = [data.jobs.filter((job) => !job.ended), data.jobs.filter((job) => job.ended)];
  return (
    <>
      <Numbers data={data} open={open} />
      {data.notices.map((one) => (
        <p key={one.node} role="note">
          <StateMark state={one.state === 'withdrawn' ? 'failed' : 'lost'} words={one.notice} /> <Link href="/nodes">Nodes</Link>
        </p>
      ))}
      {course && <Oldest of={course.oldest_waiting} />}
      <div class="cards">
        <Machine data={data} />
        <Failures data={data} />
        <Next />
      </div>
      {course && <Past course={course} />}
      <h2>Active jobs ({count(data.open_jobs)})</h2>
      {open.length > 0 ? (
        <Grid label="Active jobs" rows={open} columns={columns} keyOf={(job) => `${job.id}`} hrefOf={(job) => `/jobs/${job.id}`} />
      ) : (
        <p class="faint">None. What is submitted appears here.</p>
      )}
      {ended.length > 0 && (
        <>
          <h2 class="apart">Ended last</h2>
          <Grid label="Jobs that ended last" rows={ended} columns={columns} keyOf={(job) => `${job.id}`} hrefOf={(job) => `/jobs/${job.id}`} />
        </>
      )}
    </>
  );
}

/** The sentence somebody came for. */
function Numbers({ data, open }: { data: View; open: Job[] }) {
  const sum = (of: (job: Job) => number) => open.reduce((total, job) => total + of(job), 0);
  const state = (...names: string[]) => sum((job) => names.reduce((total, name) => total + (job.states[name] ?? 0), 0));
  const isPart = data.open_jobs > open.length;
  const numbers: Array<[string, string, number, string]> = [
    ['running', 'Running', state('running', 'starting'), 'running:>0'],
    ['ready', 'Waiting', state('ready', 'blocked'), 'state:queued,running'],
    ['backoff', 'Held', state('backoff', 'paused'), 'state:paused,running'],
    ['failed', 'Failed', state('failed', 'timed_out', 'oom_killed'), 'failed:>0 state:running,queued,paused'],
    ['lost', 'Lost', state('lost'), 'state:running,queued,paused'],
  ];
  const done = sum((job) => job.done);
  const total = sum((job) => job.total);
  const first = numbers[0]![2];
  const sentence =
    open.length === 0
      ? 'Nothing runs and nothing waits.'
      : `${counted(done, 'task')} of ${count(total)} done in ${counted(open.length, 'job')}${isPart ? ` (of ${count(data.open_jobs)})` : ''}; ${
          first > 0 ? `${counted(first, 'task')} ${first === 1 ? 'runs' : 'run'} now` : 'nothing runs now'
        }.`;
  return (
    <>
      <p class="answer">{sentence}</p>
      <ul class="numbers" aria-label="Tasks of active jobs">
        {numbers.map(([name, title, of, filter]) => (
          <li key={name}>
            <Link href={address('/jobs', { filter })}>
              <StateMark state={name} words={title} />
              <b>{count(of)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Nothing() {
  return (
    <Empty title="No job was submitted yet. This one computes a checksum of each file below /usr/share/doc:" command="rota submit examples/checksums.yaml">
      <p>Or a command of your own, once for each number:</p>
      <p>
        <Command line="rota submit --array 1-20 -- sleep 5" />
      </p>
    </Empty>
  );
}

const columnsWith = (notes: ReadonlyMap<number, Note>): ReadonlyArray<Column<Job>> => [
  { name: 'id', title: 'id', width: '7ch', isNumber: true, cell: (job) => job.id },
  { name: 'name', title: 'name', width: 'minmax(14ch, 1.4fr)', cell: (job) => job.name },
  { name: 'state', title: 'state', width: '13ch', cell: (job) => <StateMark state={job.state} words={words(job)} /> },
  { name: 'bar', title: 'progress', width: 'minmax(100px, 2fr)', cell: (job) => <StateBar states={job.states} total={job.total} isThin /> },
  { name: 'done', title: 'done', width: '19ch', isNumber: true, cell: (job) => `${count(job.done)} / ${count(job.total)}` },
  { name: 'eta', title: 'ETA', width: '9ch', isNumber: true, from: 900, cell: (job) => etaOf(job, now.value) },
  { name: 'failing', title: 'failing', width: 'minmax(12ch, 1fr)', from: 760, cell: (job) => <Failing job={job} failing={notes.get(job.id)?.failing} /> },
  { name: 'queue', title: 'queue', width: '12ch', from: 1000, cell: (job) => job.queue ?? '' },
];

const words = (job: Job): string => (job.served === false && job.state === 'running' ? 'left' : lookOf(job.state).word);
