import { FailureCards } from './FailureCards';
import type { TabProps } from './tabs';

/** All causes of failures of a job. */
export default function Failures({ status }: TabProps) {
  return <FailureCards job={status.job.id} />;
}
