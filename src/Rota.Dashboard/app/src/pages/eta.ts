// When a job is done, if it goes on as it went so far.
import { duration } from '@/base/format';

interface Progressing {
  started?: string | null;
  ended?: string | null;
  done: number;
  total: number;
  running: number;
}

const least = 5;

/** The seconds that are left, by the pace since the start; null where too little has ended to tell. */
export function secondsLeft(job: Progressing, now: number): number | null {
  if (job.ended || !job.started || job.done < least || job.running === 0) return null;
  const taken = (now - Date.parse(job.started)) / 1_000;
  return ((job.total - job.done) * taken) / job.done;
}

/** An estimate is no more exact than it can be: above ten minutes without seconds. */
export const roughly = (seconds: number): string => (seconds < 600 ? duration(seconds) : duration(Math.round(seconds / 60) * 60).replace('m00s', 'm'));

/** The same for people: an estimate says that it is one. */
export function etaOf(job: Progressing, now: number): string {
  const left = secondsLeft(job, now);
  return left === null ? '' : `≈${roughly(left)}`;
}
