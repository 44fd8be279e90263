import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { JobStatus } from '@/api/schema';
import { useLook } from '@/api/use';
import { cancelJobs, pauseJobs, prioritise, rerun, resumeJobs } from '@/base/actions';
import { now } from '@/base/clock';
import { commandLine, count, duration, since } from '@/base/format';
import { useKeys } from '@/base/keys';
import { address } from '@/base/router';
import { failures, lookOf } from '@/base/states';
import { ActionButton, propose } from '@/parts/Action';
import { copyLine } from '@/parts/Command';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Awaited } from '@/parts/Notes';
import { StateBar, StateLegend, StateMark } from '@/parts/State';
import { Tabs } from '@/parts/Tabs';
import { ownTitle } from '@/shell/title';
import { explain } from '@/shell/Explain';
import { doneOf, firstEntry } from './job/entries';
import { tabs, type Tab, type TabProps } from './job/tabs';
import type { PageProps } from './pages';

/** One job. */
export default function Job({ parts }: PageProps) {
  const job = parts['job'] ?? '';
  const status = useLook('/v1/jobs/{job}', { job });
  useEffect(() => () => void (ownTitle.value = null), []);
  const tab = tabs.find((one) => one.name === (parts['tab'] ?? '')) ?? tabs[0]!;
  return <Look of={status}>{(data) => <Page status={data} tab={tab} />}</Look>;
}

function Page({ status, tab }: { status: JobStatus; tab: Tab }) {
  const { job } = status;
  const failed = failures.reduce((sum, state) => sum + (job.states[state] ?? 0), 0);
  const ends = !job.ended;
  useEffect(() => {
    document.title = ownTitle.value = `${failed > 0 ? `● ${count(failed)} failed · ` : ''}${count(doneOf(status))}/${count(job.total)} ${job.name}`;
  }, [failed, doneOf(status), job.total]);
  useKeys([
    { key: 'y', does: 'copy the command line that shows the job', run: () => void copyLine(commandLine('rota', 'status', job.id)) },
    ...(failed > 0 ? [{ key: 'r', does: 'rerun what failed', run: () => propose(rerun(job.id, { failed: true })) }] : []),
    ...(ends
      ? [
          { key: 'c', does: 'cancel the job', run: () => propose(cancelJobs([job.id])) },
          { key: 'p', does: 'pause the job, or let it go on', run: () => propose(job.state === 'paused' ? resumeJobs([job.id]) : pauseJobs([job.id])) },
          { key: 'e', does: 'explain why it waits', run: () => explain(firstEntry(status)) },
        ]
      : []),
  ]);
  const path = `/jobs/${job.id}`;
  return (
    <>
      <div class="title">
        <h1>
          <span class="number-of">{job.id}</span> {job.name}
        </h1>
        <StateMark state={job.state} words={job.served === false && job.state === 'running' ? 'left: nobody runs it' : lookOf(job.state).word} />
        <span>{job.started ? duration(job.ended ? job.seconds : since(job.started, now.value)) : 'not started'}</span>
        {job.queue && <span>queue <Link href="/queues">{job.queue}</Link></span>}
        {job.priority !== 0 && <span>priority {job.priority}</span>}
        {Object.entries(job.tags).map(([name, value]) => (
          <Link key={name} class="tag" href={address('/jobs', { filter: `tag.${name}:${value}` })}>
            {name}={value}
          </Link>
        ))}
        <span class="buttons actions">
          {failed > 0 && <ActionButton action={rerun(job.id, { failed: true })}>Rerun failed</ActionButton>}
          {ends && <ActionButton action={prioritise([job.id], job.priority)}>Priority</ActionButton>}
          {ends && (job.state === 'paused' ? <ActionButton action={resumeJobs([job.id])}>Resume</ActionButton> : <ActionButton action={pauseJobs([job.id])}>Pause</ActionButton>)}
          {ends && <ActionButton action={cancelJobs([job.id])}>Cancel</ActionButton>}
        </span>
      </div>
      {job.reason && <p class="answer">{job.reason}</p>}
      <StateBar states={job.states} total={job.total} />
      <StateLegend states={job.states} total={job.total} hrefOf={(state) => address(`${path}/tasks`, { filter: `state:${state}` })} />
      <Tabs label="Parts of the job" current={tab.name} tabs={tabs.map((one) => ({ ...one, href: one.name ? `${path}/${one.name}` : path, ...(one.name === 'failures' && failed > 0 ? { count: count(failed) } : {}) }))} />
      <Shown key={tab.name} tab={tab} status={status} />
    </>
  );
}

function Shown({ tab, status }: TabProps & { tab: Tab }) {
  const loaded = useSignal<{ Part: ComponentType<TabProps> } | null>(null);
  useEffect(() => {
    void tab.load().then((module) => void (loaded.value = { Part: module.default }));
  }, [tab]);
  return loaded.value ? <loaded.value.Part status={status} /> : <Awaited />;
}
