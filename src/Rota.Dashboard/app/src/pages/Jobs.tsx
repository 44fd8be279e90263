import { useSignal, type Signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { sorted, sortOf, useRows } from '@/api/list';
import type { JobList } from '@/api/schema';
import { cancelJobs, pauseJobs, prioritise, resumeJobs } from '@/base/actions';
import { now } from '@/base/clock';
import { commandLine, count, counted, duration, instant } from '@/base/format';
import { address, query, setQuery } from '@/base/router';
import { lookOf } from '@/base/states';
import { ActionButton, propose } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { FilterBox } from '@/parts/FilterBox';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateBar, StateMark } from '@/parts/State';
import { Strip } from '@/parts/Strip';
import { useNotes, type Note } from './notes';

type Job = JobList['jobs'][number];

const fields = ['id:', 'name:', 'state:', 'queue:', 'tag.', 'priority:', 'tasks:', 'failed:', 'running:', 'attempts:', 'dur:', 'submitted:', 'started:', 'ended:', 'text:', 'sort:'];
const usual: Array<[string, string]> = [
  ['All', ''],
  ['Running', 'state:running'],
  ['Waiting', 'state:queued,paused'],
  ['Failed today', 'state:failed ended:<24h'],
  ['Longest', 'sort:-dur'],
];

/** Finds one job among many, and acts on several. */
export default function Jobs() {
  const filter = query.value.get('filter') ?? '';
  const rows = useRows('/v1/jobs', {}, { filter });
  const selected = useSignal<ReadonlySet<string>>(new Set());
  const set = (next: string) => setQuery({ filter: next });
  return (
    <section aria-labelledby="jobs-title">
      <h1 id="jobs-title">Jobs</h1>
      <FilterBox value={filter} onChange={set} problem={rows.problem} label="Filter jobs" fields={fields} />
      <p class="chips">
        {usual.map(([title, one]) => (
          <Link key={title} href={address('/jobs', { filter: one })} aria-current={one === filter ? 'page' : undefined}>
            {title}
          </Link>
        ))}
      </p>
      <Look of={rows.shown}>
        {(data) => <List jobs={[...data.jobs, ...rows.beyond.flatMap((one) => one.jobs)]} data={data} more={rows.more} filter={filter} selected={selected} />}
      </Look>
    </section>
  );
}

interface ListProps {
  jobs: Job[];
  data: JobList;
  more: (() => void) | null;
  filter: string;
  selected: Signal<ReadonlySet<string>>;
}

function List({ jobs, data, more, filter, selected }: ListProps) {
  const notes = useNotes(jobs);
  const columns = useMemo(() => columnsWith(notes), [notes]);
  const chosen = [...selected.value];
  if (jobs.length === 0) return filter ? <Empty title={`No job fits ${filter}.`} /> : <Empty title="No job was submitted yet." command="rota submit examples/checksums.yaml" />;
  return (
    <>
      <p class="faint">
        {count(jobs.length)}
        {more ? '+ ' : ' '}
        {jobs.length === 1 ? 'job' : 'jobs'}
        {data.complete === false && ', what was found in 2 s: narrow the filter'} · <Command line={commandLine('rota', 'ls', ...(filter ? ['--where', filter] : []))} />
      </p>
      <Grid
        label="Jobs"
        rows={jobs}
        columns={columns}
        keyOf={(job) => `${job.id}`}
        hrefOf={(job) => `/jobs/${job.id}`}
        sort={sortOf(filter)}
        onSort={(sort) => setQuery({ filter: sorted(filter, sort) })}
        selected={selected}
        onEnd={more}
        keysOf={(job) => [
          { key: 'c', does: 'cancel the job', run: () => propose(cancelJobs(chosen.length > 0 ? chosen : [job.id])) },
          { key: 'p', does: 'pause the job', run: () => propose(pauseJobs(chosen.length > 0 ? chosen : [job.id])) },
        ]}
      />
      {chosen.length > 0 && (
        <div class="selection buttons" role="group" aria-label="What to do with the selected jobs">
          <span>{counted(chosen.length, 'job')} selected</span>
          <ActionButton action={cancelJobs(chosen)}>Cancel</ActionButton>
          <ActionButton action={pauseJobs(chosen)}>Pause</ActionButton>
          <ActionButton action={resumeJobs(chosen)}>Resume</ActionButton>
          <ActionButton action={prioritise(chosen, 0)}>Priority</ActionButton>
          <button type="button" class="quiet" onClick={() => void (selected.value = new Set())}>
            None
          </button>
        </div>
      )}
    </>
  );
}

function columnsWith(notes: ReadonlyMap<number, Note>): ReadonlyArray<Column<Job>> {
  return [
    { name: 'id', title: 'id', width: '7ch', isNumber: true, sort: 'id', cell: (job) => job.id },
    { name: 'name', title: 'name', width: 'minmax(14ch, 1.3fr)', sort: 'name', cell: (job) => <>{job.name} <Tags of={job.tags} /></> },
    { name: 'state', title: 'state', width: '13ch', cell: (job) => <StateMark state={job.state} words={job.served === false && job.state === 'running' ? 'left' : lookOf(job.state).word} /> },
    { name: 'bar', title: 'progress', width: 'minmax(80px, 1.2fr)', cell: (job) => <StateBar states={job.states} total={job.total} isThin /> },
    { name: 'tasks', title: 'tasks', width: '18ch', isNumber: true, sort: 'tasks', cell: (job) => `${count(job.succeeded + job.failed)} / ${count(job.total)}` },
    { name: 'started', title: 'started', width: '13ch', isNumber: true, sort: 'started', from: 900, cell: (job) => instant(job.started, now.value) },
    { name: 'dur', title: 'took / usual', width: '17ch', isNumber: true, sort: 'dur', cell: (job) => <Took job={job} note={notes.get(job.id)} /> },
    { name: 'runs', title: 'last runs', width: '122px', from: 1000, cell: (job) => <Strip runs={notes.get(job.id)?.runs ?? []} /> },
    { name: 'failing', title: 'failing', width: 'minmax(12ch, 1fr)', from: 760, cell: (job) => <Failing job={job} note={notes.get(job.id)} /> },
  ];
}

function Took({ job, note }: { job: Job; note: Note | undefined }) {
  const usually = note?.median;
  return (
    <>
      {duration(job.seconds)} <small>/ {usually == null ? '–' : duration(usually)}</small>
    </>
  );
}

function Failing({ job, note }: { job: Job; note: Note | undefined }) {
  if (job.failed === 0) return null;
  const failing = note?.failing;
  return (
    <Link href={`/jobs/${job.id}/failures`} tabIndex={-1}>
      {failing ? `${count(job.failed)} × ${failing.ending} ${failing.shape}` : counted(job.failed, 'task')}
    </Link>
  );
}

function Tags({ of }: { of: Record<string, string> }) {
  return (
    <small>
      {Object.entries(of)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}
    </small>
  );
}
