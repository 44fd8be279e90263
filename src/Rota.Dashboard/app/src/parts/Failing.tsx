import { count, counted } from '@/base/format';
import { Link } from './Link';

interface Props {
  job: { id: number; failed: number };
  /** What most of it failed of, once that is known. */
  failing: { ending: string; shape: string } | null | undefined;
}

/** What fails in a job, in a cell. */
export function Failing({ job, failing }: Props) {
  if (job.failed === 0) return null;
  return (
    <Link href={`/jobs/${job.id}/failures`} tabIndex={-1}>
      {failing ? `${count(job.failed)} × ${failing.ending} ${failing.shape}` : counted(job.failed, 'task')}
    </Link>
  );
}
