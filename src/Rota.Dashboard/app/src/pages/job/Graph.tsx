import { Empty } from '@/parts/Notes';
import type { TabProps } from './tabs';

/** Its place; a report of the job has it until it is here. */
export default function Graph({ status }: TabProps) {
  return <Empty title="This part is not here yet. A report of the job has it." command={`rota report ${status.job.id}`} />;
}
