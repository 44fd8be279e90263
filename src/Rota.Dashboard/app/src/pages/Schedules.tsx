import type { ScheduleList, UpcomingRuns } from '@/api/schema';
import { useLook } from '@/api/use';
import { runSchedule, turnSchedule } from '@/base/actions';
import { now } from '@/base/clock';
import { count, counted, duration, instant, since } from '@/base/format';
import { address, go, query, setQuery } from '@/base/router';
import { ActionButton, propose } from '@/parts/Action';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateMark } from '@/parts/State';
import { Strip } from '@/parts/Strip';
import { useNotes } from './notes';
import { Lanes } from './schedules/Lanes';
import { One } from './schedules/One';

/** A schedule, with what is always said of one. */
export type Schedule = ScheduleList['schedules'][number] & {
  name: string;
  cron: string;
  timezone: string;
  overlap: string;
  catch_up_seconds: number;
  waiting: number;
};

const patience = 60;

/** When jobs are submitted by themselves: the next day at a glance, and how each schedule stands. */
export default function Schedules() {
  const schedules = useLook('/v1/schedules');
  const upcoming = useLook('/v1/upcoming', {}, { hours: 24 }, { pace: 15_000 });
  const chosen = query.value.get('schedule');
  return (
    <section aria-labelledby="schedules-title">
      <h1 id="schedules-title">Schedules</h1>
      <Look of={schedules}>
        {(data) =>
          data.schedules.length === 0 ? (
            <Empty title="No schedule is registered. A job file with a schedule: becomes one:" command="rota schedule add nightly.yaml" />
          ) : (
            <>
              <p class="answer">{sentence(data.schedules as Schedule[], upcoming.value.data, now.value)}</p>
              {upcoming.value.data && <Lanes upcoming={upcoming.value.data} />}
              <List schedules={data.schedules as Schedule[]} />
              {(data.schedules as Schedule[]).filter((one) => one.name === chosen).map((one) => <One key={one.name} schedule={one} />)}
            </>
          )
        }
      </Look>
    </section>
  );
}

/** Whether an instant has passed and nobody has decided on it. */
const isLate = (one: Schedule, at: number): boolean => one.next != null && (since(one.next, at) ?? 0) > patience;

function sentence(schedules: Schedule[], upcoming: UpcomingRuns | null, at: number): string {
  const next = schedules.filter((one) => one.next).sort((a, b) => (a.next ?? '').localeCompare(b.next ?? ''))[0];
  const late = schedules.filter((one) => isLate(one, at));
  const runs = upcoming?.schedules.reduce((sum, one) => sum + one.next.length, 0);
  return (
    (next?.next ? `Next is ${next.name} in ${duration(-(since(next.next, at) ?? 0))}` : 'Nothing is due')
    + (runs === undefined ? '' : `; ${counted(runs, 'run')} in the next 24 hours`)
    + (late.length > 0 ? `; late: ${late.map((one) => one.name).join(', ')}` : '; none is late')
    + '.'
  );
}

function List({ schedules }: { schedules: Schedule[] }) {
  const jobs = schedules.flatMap((one) => (one.last_job ? [{ id: one.last_job }] : []));
  const notes = useNotes(jobs);
  const columns: ReadonlyArray<Column<Schedule>> = [
    { name: 'name', title: 'schedule', width: 'minmax(14ch, 1.2fr)', cell: (one) => one.name },
    { name: 'state', title: 'state', width: '16ch', cell: stateOf },
    { name: 'next', title: 'next', width: '18ch', isNumber: true, cell: (one) => (one.next ? `${instant(one.next)}` : '–') },
    { name: 'in', title: 'in', width: '9ch', isNumber: true, cell: (one) => (one.next ? duration(-(since(one.next, now.value) ?? 0)) : '') },
    { name: 'cron', title: 'cron', width: 'minmax(14ch, 1fr)', from: 800, cell: (one) => <span class="mono">{one.cron}</span> },
    { name: 'zone', title: 'zone', width: '14ch', from: 1000, cell: (one) => one.timezone },
    {
      name: 'last',
      title: 'last run',
      width: '18ch',
      cell: (one) => (one.last_job ? <Link href={`/jobs/${one.last_job}`}><StateMark state={one.last_job_state ?? ''} words={`${one.last_job} ${one.last_job_state ?? ''}`} /></Link> : '–'),
    },
    { name: 'runs', title: 'last runs', width: '130px', from: 900, cell: (one) => <Strip runs={notes.get(one.last_job ?? 0)?.runs ?? []} /> },
    {
      name: 'actions',
      title: 'change',
      width: '21ch',
      cell: (one) => (
        <span class="buttons">
          <ActionButton action={runSchedule(one.name, (job) => go(`/jobs/${job}`))}>Run now</ActionButton>
          <ActionButton action={turnSchedule(one.name, one.paused ? 'resume' : 'pause')}>{one.paused ? 'Resume' : 'Pause'}</ActionButton>
        </span>
      ),
    },
  ];
  return (
    <Grid
      label="Schedules"
      rows={schedules}
      columns={columns}
      keyOf={(one) => one.name}
      hrefOf={(one) => address('/schedules', { schedule: one.name })}
      keysOf={(one) => [
        { key: 'p', does: 'pause the schedule, or let it fire again', run: () => propose(turnSchedule(one.name, one.paused ? 'resume' : 'pause')) },
        { key: 'N', does: 'run its job now', run: () => propose(runSchedule(one.name, (job) => go(`/jobs/${job}`))) },
        { key: 'v', does: 'show its next instants', run: () => setQuery({ schedule: one.name }) },
      ]}
    />
  );
}

function stateOf(one: Schedule) {
  if (one.paused) return <StateMark state="paused" />;
  if (one.silent_until) return <StateMark state="backoff" words={`silent to ${instant(one.silent_until)}`} />;
  if (one.waiting > 0) return <StateMark state="ready" words={`${count(one.waiting)} waiting`} />;
  return isLate(one, now.value) ? <StateMark state="lost" words="late" /> : <StateMark state="running" words="active" />;
}
