// What goes with the rows of a list of jobs, asked for once for all of them.
import { useMemo } from 'preact/hooks';
import type { JobNotes } from '@/api/schema';
import { useLook } from '@/api/use';

export type Note = JobNotes['jobs'][number];

const most = 100;
const none: ReadonlyMap<number, Note> = new Map();

/** The notes of the first hundred jobs, by number. */
export function useNotes(jobs: ReadonlyArray<{ id: number }>): ReadonlyMap<number, Note> {
  const ids = jobs.slice(0, most).map((job) => job.id).join(',');
  const { data } = useLook('/v1/job-notes', {}, { jobs: ids }, { when: ids !== '', pace: 3_000 }).value;
  return useMemo(() => (data ? new Map(data.jobs.map((note) => [note.id, note])) : none), [data]);
}
