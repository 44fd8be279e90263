// What is asked of all that a filter means: one operation, worked off by the daemon.
import { look } from '@/api/client';
import { sorted } from '@/api/list';
import type { OperationView } from '@/api/schema';
import type { Action } from '@/parts/Action';
import { watch } from '@/parts/Operation';
import { count, counted, shellWord } from './format';

/** All jobs that a filter means, or all tasks of a job. */
export interface Matching {
  filter: string;
  job?: number;
}

/** A filter as a list has it, without its order; that of all jobs says so, for nothing said means none. */
export const matching = (filter: string, job?: number): Matching =>
  job === undefined ? { filter: sorted(filter, '') || 'id:>0' } : { filter: sorted(filter, ''), job };

/** How many it means now. */
export const counting = ({ job }: Matching) => (job === undefined ? '/v1/jobs:count' : '/v1/jobs/{job}/tasks:count');

const verbs = {
  cancel: ['Cancel', 'Nothing more of them starts, and what runs is ended.'],
  pause: ['Pause', 'Nothing more of them starts; what runs goes on.'],
  resume: ['Resume', 'What waits starts again where there is room.'],
  rerun: ['Rerun', 'What has ended of them runs again, in the same job.'],
  hold: ['Hold', 'What waits of them does not start until it is released.'],
  release: ['Release', 'What is held of them starts where there is room.'],
} as const;

export type Verb = keyof typeof verbs;

/** Does it to all of them. */
export function ofAll(verb: Verb, which: Matching): Action {
  const [title, says] = verbs[verb];
  const noun = which.job === undefined ? 'job' : 'task';
  const body = which.job === undefined ? { filter: which.filter } : { jobs: [`${which.job}`], filter: which.filter };
  return {
    title: `${title} all that match`,
    path: `/v1/${noun}s:${verb}`,
    body,
    plan: async () => {
      const { body: found } = await look(counting(which), which.job === undefined ? {} : { job: which.job }, { filter: which.filter });
      const many = `${found!.complete ? '' : 'more than '}${counted(found!.count ?? 0, noun)}`;
      return `${title} ${many} that ${found!.count === 1 ? 'matches' : 'match'} ${which.filter || 'no filter: all of the job'}. ${says} Which they are is settled at the moment of asking.`;
    },
    says: () => '',
    command: `curl --unix-socket api.sock -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d ${shellWord(JSON.stringify(body))} http://localhost/v1/${noun}s:${verb}`,
    done: 'Accepted: it is worked off now',
    then: (answer) => watch((answer as OperationView).id ?? 0),
    isDangerous: verb === 'cancel',
  };
}

/** `412`, or `412+` where counting took too long. */
export const atLeast = (found: { count?: number | null; complete?: boolean }): string => `${count(found.count)}${found.complete === false ? '+' : ''}`;
