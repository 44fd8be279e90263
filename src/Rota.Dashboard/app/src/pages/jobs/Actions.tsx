import { cancelJobs, pauseJobs, prioritise, resumeJobs } from '@/base/actions';
import { matching, ofAll } from '@/base/matching';
import { ActionButton } from '@/parts/Action';
import type { Selection } from '@/parts/Selection';

/** What can be done with jobs that are selected, or with all that match. */
export function Actions({ filter, of }: { filter: string; of: Selection }) {
  const which = matching(filter);
  return of.isAll ? (
    <>
      <ActionButton action={ofAll('rerun', which)}>Rerun failed</ActionButton>
      <ActionButton action={ofAll('cancel', which)}>Cancel</ActionButton>
      <ActionButton action={ofAll('pause', which)}>Pause</ActionButton>
      <ActionButton action={ofAll('resume', which)}>Resume</ActionButton>
    </>
  ) : (
    <>
      <ActionButton action={cancelJobs(of.chosen)}>Cancel</ActionButton>
      <ActionButton action={pauseJobs(of.chosen)}>Pause</ActionButton>
      <ActionButton action={resumeJobs(of.chosen)}>Resume</ActionButton>
      <ActionButton action={prioritise(of.chosen, 0)}>Priority</ActionButton>
    </>
  );
}
