import { useEffect } from 'preact/hooks';
import type { TaskDetail } from '@/api/schema';
import { look } from '@/api/client';
import { useLook } from '@/api/use';
import { rerun } from '@/base/actions';
import { now } from '@/base/clock';
import { bytes, commandLine, count, duration, instant, shellWord, since } from '@/base/format';
import { useKeys } from '@/base/keys';
import { go, query, setQuery } from '@/base/router';
import { failures } from '@/base/states';
import { ActionButton, propose } from '@/parts/Action';
import { Command, copyLine, told } from '@/parts/Command';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { StateMark } from '@/parts/State';
import { explain } from '@/shell/Explain';
import { ownTitle } from '@/shell/title';
import type { PageProps } from './pages';
import { LogView } from './task/LogView';
import { Results } from './task/Results';

/** One task: its attempts, what they were told and reported, and what they wrote. */
export default function Task({ parts }: PageProps) {
  const detail = useLook('/v1/tasks/{task}', { task: parts['task'] ?? '' });
  useEffect(() => () => void (ownTitle.value = null), []);
  return <Look of={detail}>{(data) => <Page detail={data} />}</Look>;
}

function Page({ detail }: { detail: TaskDetail }) {
  const { task, job, attempts, neighbours } = detail;
  const isFailed = failures.includes(task.state);
  const waits = ['ready', 'blocked', 'backoff', 'paused'].includes(task.state);
  const chosen = Number(query.value.get('attempt') ?? 0) || task.attempt;
  const again = rerun(job.id, { task: detail.address.slice(`${job.id}.`.length) });
  const to = (address: string | null | undefined) => address && go(`/tasks/${encodeURIComponent(address)}`);
  const toFailed = async (side: '<' | '>', sort: string) => {
    if (task.index == null) return;
    const filter = `task:${task.task} index:${side}${task.index} state:${failures.join()} sort:${sort}`;
    const { body } = await look('/v1/jobs/{job}/tasks', { job: job.id }, { filter, page_size: 1 });
    const found = body?.tasks[0];
    if (found) to([job.id, found.task, found.index].join('.'));
    else told.value = 'No other task of this entry failed that way';
  };
  useEffect(() => {
    document.title = ownTitle.value = `${isFailed ? '● ' : ''}${task.label} · ${job.name}`;
  }, [task.label, isFailed]);
  useKeys([
    { key: '[', does: 'the attempt before', run: () => setQuery({ attempt: `${Math.max(1, chosen - 1)}`, line: null }) },
    { key: ']', does: 'the next attempt', run: () => setQuery({ attempt: `${Math.min(task.attempt, chosen + 1)}`, line: null }) },
    { key: 'K', does: 'the task before', run: () => to(neighbours.before) },
    { key: 'J', does: 'the next task', run: () => to(neighbours.after) },
    { key: 'y', does: 'copy the command line that reads its log', run: () => void copyLine(commandLine('rota', 'logs', detail.address)) },
    { key: '{', does: 'the failed task before', run: () => void toFailed('<', '-index') },
    { key: '}', does: 'the next failed task', run: () => void toFailed('>', 'index') },
    { key: 'l', does: 'to the log', run: () => document.getElementById('log')?.scrollIntoView() },
    ...(task.attempt > 0 ? [{ key: 'r', does: 'run the task again', run: () => propose(again) }] : []),
    ...(waits ? [{ key: 'e', does: 'explain why it waits', run: () => explain(detail.address) }] : []),
  ]);
  const took = task.ended ? task.seconds : task.started ? since(task.started, now.value) : null;
  return (
    <>
      <div class="title">
        <h1>
          <Link href={`/jobs/${job.id}`}>
            {job.id} {job.name}
          </Link>{' '}
          <span class="mono">{task.label}</span>
        </h1>
        <StateMark state={task.state} />
        {task.attempt > 0 && <span>attempt {task.attempt}</span>}
        {endingOf(task)}
        {task.node && <span>on {task.node}</span>}
        {took != null && <span>{duration(took)}</span>}
        <span class="buttons actions">
          {neighbours.before && <Link href={`/tasks/${encodeURIComponent(neighbours.before)}`}>◂ before</Link>}
          {neighbours.after && <Link href={`/tasks/${encodeURIComponent(neighbours.after)}`}>next ▸</Link>}
          {waits && (
            <button type="button" onClick={() => explain(detail.address)}>
              Explain
            </button>
          )}
          {task.attempt > 0 && <ActionButton action={again}>Rerun</ActionButton>}
        </span>
      </div>
      {(task.reason || task.result_problem || task.progress) && <p class="answer">{task.reason ?? task.result_problem ?? task.progress}</p>}
      {task.attempt === 0 && <p class="answer">It has not started.</p>}
      <div class="cards">
        <section class="card" aria-label="Command">
          <h2>Command</h2>
          <pre class="message">{detail.command}</pre>
          <p class="faint">in {detail.directory}</p>
          <Command line={`cd ${shellWord(detail.directory)} && ${detail.command}`} label="Copy as a local command" />
        </section>
        <Results detail={detail} />
      </div>
      <h2>Attempts that ended</h2>
      {attempts.length > 0 ? (
        <Grid label="Attempts" rows={attempts} columns={columns} keyOf={(one) => `${one.attempt}`} hrefOf={(one) => `/tasks/${encodeURIComponent(detail.address)}?attempt=${one.attempt}`} />
      ) : (
        <p class="faint">None yet.</p>
      )}
      {detail.refused.length > 0 && (
        <>
          <h2>Refused by nodes</h2>
          <ul class="plain">
            {detail.refused.map((one) => (
              <li key={`${one.node}/${one.at}`}>
                {one.node} at {instant(one.at)}: {count(one.free)} of {one.account} free, {count(one.asked)} asked for ({one.holder})
              </li>
            ))}
          </ul>
        </>
      )}
      {chosen > 0 && <LogView key={chosen} task={task.attempt === chosen ? detail.address : `${detail.address}.${chosen}`} isFailed={isFailed} />}
      <p>
        <Command line={commandLine('rota', 'logs', detail.address)} />
      </p>
    </>
  );
}

function endingOf({ exit_code: code, signal }: { exit_code?: number | null; signal?: number | null }) {
  return signal != null ? <span>signal {signal}</span> : code != null ? <span>exit {code}</span> : null;
}

type Attempt = TaskDetail['attempts'][number];

const columns: ReadonlyArray<Column<Attempt>> = [
  { name: 'attempt', title: 'attempt', width: '8ch', isNumber: true, cell: (one) => one.attempt },
  { name: 'state', title: 'state', width: '14ch', cell: (one) => <StateMark state={one.state} /> },
  { name: 'ending', title: 'ended with', width: '12ch', cell: endingOf },
  { name: 'started', title: 'started', width: '14ch', isNumber: true, from: 700, cell: (one) => instant(one.started) },
  { name: 'took', title: 'took', width: '9ch', isNumber: true, cell: (one) => (one.started ? duration((Date.parse(one.ended) - Date.parse(one.started)) / 1_000) : '–') },
  { name: 'cpu', title: 'CPU', width: '9ch', isNumber: true, from: 800, cell: (one) => duration(one.cpu_seconds) },
  { name: 'memory', title: 'memory', width: '9ch', isNumber: true, from: 800, cell: (one) => (one.peak_memory_bytes > 0 ? bytes(one.peak_memory_bytes) : '–') },
  { name: 'node', title: 'node', width: '14ch', from: 900, cell: (one) => one.node },
  { name: 'reason', title: 'why', width: 'minmax(10ch, 2fr)', cell: (one) => one.reason ?? '' },
];
