import type { OperationList } from '@/api/schema';
import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { count, instant } from '@/base/format';
import { ActionButton, type Action } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { StateMark } from '@/parts/State';

type Operation = NonNullable<OperationList['operations']>[number];

/** What was asked of many at once, and how far it is. */
export function Operations() {
  const operations = useLook('/v1/operations', {}, { limit: 50 });
  return (
    <>
      <h2 class="apart">Asked of many at once</h2>
      <Look of={operations}>
        {(data) =>
          (data.operations ?? []).length === 0 ? (
            <p class="faint">Nothing yet. In a list, <kbd>* a</kbd> selects all that match.</p>
          ) : (
            <Grid label="Operations" rows={data.operations ?? []} columns={columns} keyOf={(one) => `${one.id}`} />
          )
        }
      </Look>
      <Command line="rota operations ls" />
    </>
  );
}

const stop = (one: Operation): Action => ({
  title: `Stop operation ${one.id}`,
  path: `/v1/operations/${one.id}:cancel`,
  hasPlan: false,
  command: `rota operations cancel ${one.id}`,
  says: () => 'What is done stays done; nothing more is done of it.',
  done: `Stopped operation ${one.id}`,
});

const families: Record<string, string> = { running: 'running', done: 'succeeded', cancelled: 'cancelled' };

const columns: ReadonlyArray<Column<Operation>> = [
  { name: 'id', title: 'number', width: '8ch', isNumber: true, cell: (one) => one.id },
  { name: 'action', title: 'what', width: '14ch', cell: (one) => <span class="mono">{one.action}</span> },
  { name: 'filter', title: 'of which', width: 'minmax(14ch, 1fr)', cell: (one) => <span class="mono">{one.filter || 'all'}{(one.jobs ?? []).length > 0 && ` of ${one.jobs!.join(', ')}`}</span> },
  { name: 'state', title: 'state', width: '13ch', cell: (one) => <StateMark state={families[one.state ?? ''] ?? ''} words={one.state ?? ''} /> },
  { name: 'done', title: 'done / found', width: '18ch', isNumber: true, cell: (one) => `${count(one.done)} / ${count(one.matched)}` },
  { name: 'by', title: 'by', width: '12ch', from: 800, cell: (one) => one.by ?? '' },
  { name: 'at', title: 'accepted', width: '14ch', isNumber: true, from: 900, cell: (one) => instant(one.accepted, now.value) },
  { name: 'change', title: 'change', width: '9ch', cell: (one) => one.state === 'running' && <ActionButton action={stop(one)}>Stop</ActionButton> },
];
