// What can be asked of jobs and queues, as proposals: each shows its plan first.
import type { RerunJob, SteeredJobs } from '@/api/schema';
import type { Action } from '@/parts/Action';
import { commandLine, counted } from './format';

type Job = number | string;

const many = (jobs: readonly Job[]): string => (jobs.length === 1 ? `job ${jobs[0]}` : counted(jobs.length, 'job'));

/** One job is refused as a whole; of several, one by one. */
const route = (jobs: readonly Job[], verb: string) => (jobs.length === 1 ? `/v1/jobs/${jobs[0]}:${verb}` : `/v1/jobs:${verb}`);

const named = (jobs: readonly Job[]) => (jobs.length === 1 ? {} : { jobs: jobs.map(String) });

function steering(verb: string, title: string, jobs: readonly Job[], says: string, done: string): Action {
  return {
    title: `${title} ${many(jobs)}`,
    path: route(jobs, verb),
    body: named(jobs),
    command: commandLine('rota', verb, ...jobs),
    says: (plan: SteeredJobs) =>
      `${says} ${plan.jobs.map((job) => `${job.id} (${job.state})`).join(', ') || 'nothing'}.`
      + (plan.refused?.length ? ` Left as they are: ${plan.refused.map((one) => `${one.address}: ${one.reason}`).join('; ')}.` : ''),
    done,
  };
}

/** Cancels jobs. */
export const cancelJobs = (jobs: readonly Job[]): Action => ({
  ...steering('cancel', 'Cancel', jobs, 'Nothing more starts, and what runs is ended:', `Cancelling ${many(jobs)}`),
  isDangerous: true,
});

/** Pauses jobs. */
export const pauseJobs = (jobs: readonly Job[]): Action =>
  steering('pause', 'Pause', jobs, 'Nothing more starts; what runs goes on:', `Paused ${many(jobs)}`);

/** Lets jobs go on. */
export const resumeJobs = (jobs: readonly Job[]): Action =>
  steering('resume', 'Resume', jobs, 'What waits starts again where there is room:', `Resumed ${many(jobs)}`);

/** Gives jobs another priority. */
export const prioritise = (jobs: readonly Job[], now: number): Action => ({
  ...steering('set', 'Set priority of', jobs, 'Higher is first. It is set of:', `Set the priority of ${many(jobs)}`),
  fields: [{ name: 'priority', label: 'Priority', value: `${now}`, type: 'number' }],
  body: (values: Record<string, string>) => ({ ...named(jobs), priority: Number(values['priority'] ?? 0) }),
  command: (values) => jobs.map((job) => commandLine('rota', 'priority', job, values['priority'] ?? 0)).join('; '),
});

interface Rerun {
  failed?: boolean;
  all?: boolean;
  task?: string;
  tasks?: string;
  /** A task: all that failed as it did. */
  like?: string;
  where?: string;
}

/** Runs tasks of a job again. */
export const rerun = (job: Job, which: Rerun): Action => ({
  title: which.failed ? `Rerun failed of ${job}` : which.like ? `Rerun what failed as ${which.like}` : `Rerun ${job}${which.task ? `.${which.task}` : ''}`,
  path: `/v1/jobs/${job}:rerun`,
  body: which,
  command: commandLine(
    'rota', 'rerun', which.task ? `${job}.${which.task}` : job,
    ...(which.failed ? ['--failed'] : []), ...(which.all ? ['--all'] : []),
    ...(which.tasks ? ['--tasks', which.tasks] : []), ...(which.where ? ['--where', which.where] : []), ...(which.like ? ['--like', which.like] : []),
  ),
  says: (plan: RerunJob) => `Rerun ${counted(plan.tasks ?? 0, 'task')}: as many new attempts, in the same job.`,
  done: `Running tasks of ${job} again`,
});

function queue(name: string, paused: boolean): Action {
  const verb = paused ? 'pause' : 'resume';
  return {
    title: `${paused ? 'Pause' : 'Resume'} queue ${name}`,
    method: 'PATCH',
    path: `/v1/queues/${encodeURIComponent(name)}`,
    headers: { 'If-Match': '*' },
    body: { paused },
    hasPlan: false,
    command: commandLine('rota', 'queue', verb, name),
    says: () => (paused ? `Nothing more of queue ${name} starts; what runs goes on.` : `Tasks of queue ${name} start again.`),
    done: `${paused ? 'Paused' : 'Resumed'} queue ${name}`,
  };
}

/** Starts nothing more of a queue. */
export const pauseQueue = (name: string): Action => queue(name, true);

/** Lets a queue go on. */
export const resumeQueue = (name: string): Action => queue(name, false);

/** Says how many tasks of a queue may run at a time. */
export const limitQueue = (name: string, now: number | null): Action => ({
  title: `Limit queue ${name}`,
  method: 'PATCH',
  path: `/v1/queues/${encodeURIComponent(name)}`,
  headers: { 'If-Match': '*' },
  fields: [{ name: 'concurrency', label: 'Tasks that run at a time', value: `${now ?? 1}`, type: 'number' }],
  body: (values: Record<string, string>) => ({ concurrency: Number(values['concurrency'] ?? 0) }),
  hasPlan: false,
  command: (values) => commandLine('rota', 'queue', 'set', name, '--concurrency', values['concurrency'] ?? 0),
  says: (values: Record<string, string>) => `At most ${counted(Number(values['concurrency'] ?? 0), 'task')} of queue ${name} run at a time. What runs already goes on.`,
  done: `Limited queue ${name}`,
});

const scheduleVerbs = {
  pause: ['Pause', 'It fires nothing until it is resumed.', 'Paused'],
  resume: ['Resume', 'It fires again from now on; what was missed is not made up for.', 'Resumed'],
} as const;

/** Has a schedule fire nothing, or fire again. */
export function turnSchedule(name: string, verb: 'pause' | 'resume'): Action {
  const [title, says, done] = scheduleVerbs[verb];
  return {
    title: `${title} schedule ${name}`,
    path: `/v1/schedules/${encodeURIComponent(name)}:${verb}`,
    hasPlan: false,
    command: commandLine('rota', 'schedule', verb, name),
    says: () => says,
    done: `${done} schedule ${name}`,
  };
}

/** Submits the job of a schedule now. */
export const runSchedule = (name: string, then: (job: number) => void): Action => ({
  title: `Run ${name} now`,
  path: `/v1/schedules/${encodeURIComponent(name)}:run`,
  body: {},
  hasPlan: false,
  command: commandLine('rota', 'schedule', 'run', name),
  says: () => 'Its job is submitted now, beside its set times.',
  done: `Submitted ${name}`,
  then: (answer) => then((answer as { id: number }).id),
});

/** Sends a notification once more. */
export const redeliver = (number: number, target: string): Action => ({
  title: `Send notification ${number} again`,
  path: `/v1/notifications/${number}:redeliver`,
  hasPlan: false,
  command: commandLine('rota', 'notify', 'redeliver', number),
  says: () => `It goes to ${target} once more, with the id that it had.`,
  done: `Notification ${number} is on its way again`,
});
