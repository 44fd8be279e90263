import type { Overview as View } from '@/api/schema';
import { now } from '@/base/clock';
import { bytes, count, counted, duration, percent, since } from '@/base/format';
import { lookOf } from '@/base/states';
import { Command } from '@/parts/Command';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateBar, StateMark } from '@/parts/State';
import { useOverview } from '@/shell/overview';
import { etaOf } from './eta';

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
  const [open, ended] = [data.jobs.filter((job) => !job.ended), data.jobs.filter((job) => job.ended)];
  return (
    <>
      <Numbers data={data} open={open} />
      <div class="cards">
        <Machine data={data} />
        <Failures data={data} />
        <Queues data={data} />
      </div>
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
    ['running', 'Running', state('running', 'starting'), 'running,starting'],
    ['ready', 'Waiting', state('ready', 'blocked'), 'ready,blocked'],
    ['backoff', 'Held', state('backoff', 'paused'), 'backoff,paused'],
    ['failed', 'Failed', state('failed', 'timed_out', 'oom_killed'), 'failed'],
    ['lost', 'Lost', state('lost'), 'lost'],
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
        {numbers.map(([name, title, of]) => (
          <li key={name}>
            <StateMark state={name} words={title} />
            <b>{count(of)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function Machine({ data: { machine, served_by: server } }: { data: View }) {
  const slots = machine.slots ?? 0;
  return (
    <section class="card" aria-label="Machine">
      <h2>Machine</h2>
      <Meter title="slots" used={machine.slots_used ?? 0} of={slots} text={slots > 0 ? `${count(machine.slots_used)} of ${count(slots)}` : 'none set'} />
      {machine.cpu_percent != null && <Meter title="CPU" used={machine.cpu_percent} of={100} text={`${machine.cpu_percent}%`} />}
      <Meter title="memory" used={machine.memory_used} of={machine.memory_total} text={`${bytes(machine.memory_used)} of ${bytes(machine.memory_total)}`} />
      {(machine.gpus ?? 0) > 0 && <Meter title="GPUs" used={machine.gpus_used ?? 0} of={machine.gpus ?? 1} text={`${machine.gpus_used} of ${machine.gpus}`} />}
      <p class="faint">{server ? `jobs are run by ${server}` : 'nobody runs jobs now'}</p>
    </section>
  );
}

function Meter({ title, used, of, text }: { title: string; used: number; of: number; text: string }) {
  const share = of > 0 ? Math.min(1, used / of) : 0;
  return (
    <p class="meter">
      <span>{title}</span>
      <meter min={0} max={1} value={share} aria-label={`${title}: ${text}`} />
      <span>
        {text} <small>{of > 0 && percent(share)}</small>
      </span>
    </p>
  );
}

function Failures({ data }: { data: View }) {
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

function Queues({ data }: { data: View }) {
  return (
    <section class="card" aria-label="Queues">
      <h2>
        <Link href="/queues">Queues</Link>
      </h2>
      {data.queues.length === 0 && <p class="faint">None is set: jobs take what the machine has.</p>}
      <ul class="plain">
        {data.queues.slice(0, 6).map((queue) => (
          <li key={queue.name}>
            {queue.name} <b>{count(queue.running)}</b>
            <small>
              {queue.concurrency === null ? ' running, no limit' : ` of ${count(queue.concurrency)} running`}
              {queue.paused && ', paused'}
              {queue.open_now === false && ', closed'} · {counted(queue.open_jobs, 'open job')}
            </small>
          </li>
        ))}
      </ul>
    </section>
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

const columns: ReadonlyArray<Column<Job>> = [
  { name: 'id', title: 'id', width: '7ch', isNumber: true, cell: (job) => job.id },
  { name: 'name', title: 'name', width: 'minmax(14ch, 1.4fr)', cell: (job) => job.name },
  { name: 'state', title: 'state', width: '13ch', cell: (job) => <StateMark state={job.state} words={words(job)} /> },
  { name: 'bar', title: 'progress', width: 'minmax(100px, 2fr)', cell: (job) => <StateBar states={job.states} total={job.total} isThin /> },
  { name: 'done', title: 'done', width: '19ch', isNumber: true, cell: (job) => `${count(job.done)} / ${count(job.total)}` },
  { name: 'eta', title: 'ETA', width: '9ch', isNumber: true, from: 900, cell: (job) => etaOf(job, now.value) },
  { name: 'failed', title: 'failed', width: '9ch', isNumber: true, from: 800, cell: (job) => (job.failed > 0 ? count(job.failed) : '') },
  { name: 'queue', title: 'queue', width: '12ch', from: 1000, cell: (job) => job.queue ?? '' },
];

const words = (job: Job): string => (job.served === false && job.state === 'running' ? 'left' : lookOf(job.state).word);
