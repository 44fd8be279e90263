import { Empty } from '@/parts/Notes';
import { commandLine } from '@/base/format';
import type { TabProps } from './tabs';

export default function Spec({ status }: TabProps) {
  return <Empty title="" command={commandLine('rota', 'export', status.job.id)} />;
}
