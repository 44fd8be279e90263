// What a text in the search box may mean.
import type { Overview } from '@/api/schema';
import { address, go } from '@/base/router';
import { cancelJobs, pauseJobs, pauseQueue, resumeJobs, resumeQueue } from '@/base/actions';
import { pages } from '@/pages/pages';
import { propose } from '@/parts/Action';

export interface Offer {
  text: string;
  what: string;
  run: () => void;
}

const most = 10;

/** The offers, the likeliest first. */
export function offersOf(text: string, overview: Overview | null): Offer[] {
  if (!text) return [];
  const [verb = '', ...rest] = text.split(/\s+/);
  return [...addresses(text), ...actions(verb.toLowerCase(), rest.join(' '), overview), ...names(text, overview), ...places(text)].slice(0, most);
}

function addresses(text: string): Offer[] {
  if (/^\d+$/.test(text)) return [{ text: `Job ${text}`, what: 'job', run: () => go(`/jobs/${text}`) }];
  if (/^\d+\.\S+$/.test(text)) return [{ text: `Task ${text}`, what: 'task', run: () => go(`/tasks/${encodeURIComponent(text)}`) }];
  return [];
}

function actions(verb: string, name: string, overview: Overview | null): Offer[] {
  if (!name) return [];
  const queues = overview?.queues.filter((one) => one.name.startsWith(name)).map((one) => one.name) ?? [];
  const jobs = overview?.jobs.filter((one) => !one.ended && (`${one.id}` === name || one.name.startsWith(name))) ?? [];
  const offer = (title: string, run: () => void): Offer => ({ text: title, what: 'shows its plan', run });
  switch (verb) {
    case 'pause':
      return [
        ...queues.map((queue) => offer(`Pause queue ${queue}`, () => propose(pauseQueue(queue)))),
        ...jobs.map((job) => offer(`Pause job ${job.id} ${job.name}`, () => propose(pauseJobs([job.id])))),
      ];
    case 'resume':
      return [
        ...queues.map((queue) => offer(`Resume queue ${queue}`, () => propose(resumeQueue(queue)))),
        ...jobs.map((job) => offer(`Resume job ${job.id} ${job.name}`, () => propose(resumeJobs([job.id])))),
      ];
    case 'cancel':
      return jobs.map((job) => offer(`Cancel job ${job.id} ${job.name}`, () => propose(cancelJobs([job.id]))));
    default:
      return [];
  }
}

function names(text: string, overview: Overview | null): Offer[] {
  const known = overview?.jobs.filter((job) => job.name.includes(text)) ?? [];
  const filter = /[:><]/.test(text) ? text : `name:~${/\s/.test(text) ? `"${text}"` : text}`;
  return [
    ...known.map((job) => ({ text: `${job.id} ${job.name}`, what: `job, ${job.state}`, run: () => go(`/jobs/${job.id}`) })),
    { text: `Jobs: ${filter}`, what: 'all that fit', run: () => go(address('/jobs', { filter })) },
  ];
}

function places(text: string): Offer[] {
  return pages
    .filter((page) => page.key && page.title.toLowerCase().startsWith(text.toLowerCase()))
    .map((page) => ({ text: page.title, what: 'page', run: () => go(page.path) }));
}
