import type { JobList } from '@/api/schema';
import { now } from '@/base/clock';
import { count, duration, instant } from '@/base/format';
import { lookOf } from '@/base/states';
import { Failing } from '@/parts/Failing';
import type { Column } from '@/parts/Grid';
import { StateBar, StateMark } from '@/parts/State';
import { Strip } from '@/parts/Strip';
import type { Note } from '../notes';

export type Job = JobList['jobs'][number];

/** The columns of a list of jobs, with what goes with its rows. */
export function columnsWith(notes: ReadonlyMap<number, Note>): ReadonlyArray<Column<Job>> {
  return [
    { name: 'id', title: 'id', width: '7ch', isNumber: true, sort: 'id', cell: (job) => job.id },
    { name: 'name', title: 'name', width: 'minmax(14ch, 1.3fr)', sort: 'name', cell: (job) => <>{job.name} <Tags of={job.tags} /></> },
    { name: 'state', title: 'state', width: '13ch', cell: (job) => <StateMark state={job.state} words={job.served === false && job.state === 'running' ? 'left' : lookOf(job.state).word} /> },
    { name: 'bar', title: 'progress', width: 'minmax(80px, 1.2fr)', cell: (job) => <StateBar states={job.states} total={job.total} isThin /> },
    { name: 'tasks', title: 'tasks', width: '18ch', isNumber: true, sort: 'tasks', cell: (job) => `${count(job.succeeded + job.failed)} / ${count(job.total)}` },
    { name: 'started', title: 'started', width: '13ch', isNumber: true, sort: 'started', from: 900, cell: (job) => instant(job.started, now.value) },
    { name: 'dur', title: 'took / usual', width: '17ch', isNumber: true, sort: 'dur', cell: (job) => <Took job={job} note={notes.get(job.id)} /> },
    { name: 'runs', title: 'last runs', width: '122px', from: 1000, cell: (job) => <Strip runs={notes.get(job.id)?.runs ?? []} /> },
    { name: 'failing', title: 'failing', width: 'minmax(12ch, 1fr)', from: 760, cell: (job) => <Failing job={job} failing={notes.get(job.id)?.failing} /> },
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

function Tags({ of }: { of: Record<string, string> }) {
  return (
    <small>
      {Object.entries(of)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}
    </small>
  );
}
