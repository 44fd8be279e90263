import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CellNodes } from '@/api/schema';
import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { bytes, count, counted, duration } from '@/base/format';
import { ActionButton, propose } from '@/parts/Action';
import { Grid, type Column } from '@/parts/Grid';
import { StateMark } from '@/parts/State';
import { steerNode } from './actions';

/** How often it is looked at, in ms: nodes say how they are as often. */
const pace = 2_000;

type Node = CellNodes['nodes'][number];

/** The machines of the cell, the home's own first; nothing where the state is the home of none. */
export function Cell() {
  const isThere = useSignal(false);
  // That a node falls silent is no change of the state, which would be told.
  const { data } = useLook('/v1/nodes', {}, {}, { again: isThere.value ? Math.floor(now.value / pace) : 0 }).value;
  useEffect(() => void (isThere.value = data?.cell != null), [data?.cell]);
  if (!data?.cell) return null;
  const title = `Nodes of cell ${data.cell}`;
  return (
    <>
      <h2 class="apart">{title}</h2>
      <p>{sentence(data.nodes)}</p>
      {data.nodes.length > 0 && (
        <Grid
          label={title}
          rows={data.nodes}
          columns={columns}
          keyOf={(node) => (node.is_home ? ' home' : node.name)}
          keysOf={(node) => [
            { key: 'c', does: 'let nothing new start on the node, or let it take work again', run: () => propose(steerNode(node.name, isOpen(node) ? 'cordon' : 'open')) },
            { key: 'D', does: 'drain the node', run: () => propose(steerNode(node.name, 'drain')) },
          ]}
        />
      )}
    </>
  );
}

function sentence(all: readonly Node[]): string {
  const nodes = all.filter((node) => !node.is_home);
  if (nodes.length === 0) return 'None has joined. On this machine: rota cell token; on another one: rota cell join.';
  const of = (state: string) => nodes.filter((node) => node.state === state).length;
  const away = of('cut off') + of('absent');
  const runs = nodes.reduce((sum, node) => sum + (node.running ?? 0), 0);
  const doubt = nodes.reduce((sum, node) => sum + (node.in_doubt ?? 0), 0);
  return (
    `${counted(of('up'), 'node')} of ${count(nodes.length)} ${of('up') === 1 ? 'is' : 'are'} up and ${runs === 1 ? 'runs' : 'run'} ${counted(runs, 'task')}`
    + (away > 0 ? `; ${count(away)} ${away === 1 ? 'is' : 'are'} out of reach, and nobody knows how ${away === 1 ? 'it is' : 'they are'} now` : '')
    + (doubt > 0 ? `; ${counted(doubt, 'attempt')} there in doubt: rota explain JOB.TASK says what becomes of one` : '')
    + (of('withdrawn') > 0 ? `; ${count(of('withdrawn'))} withdrawn by their own test` : '')
    + '.'
  );
}

const isOpen = (node: Node) => node.standing === null || node.standing === 'open';

const signs: Record<string, string> = { 'up': 'succeeded', 'cut off': 'lost', 'withdrawn': 'failed' };

const columns: ReadonlyArray<Column<Node>> = [
  { name: 'name', title: 'node', width: 'minmax(10ch, 1fr)', cell: (node) => (node.is_home ? `${node.name} (home)` : node.name) },
  {
    name: 'state',
    title: 'state',
    width: 'minmax(14ch, 1.2fr)',
    cell: (node) => (
      <span title={node.reason ?? undefined}>
        <StateMark state={isOpen(node) || node.state !== 'up' ? (signs[node.state] ?? 'skipped') : 'paused'} words={isOpen(node) ? node.state : `${node.state}, ${node.standing}`} />
      </span>
    ),
  },
  { name: 'age', title: 'heard', width: '9ch', isNumber: true, cell: (node) => (node.is_home ? '' : node.age_ms == null ? 'never' : duration(node.age_ms / 1_000)) },
  { name: 'running', title: 'runs', width: '8ch', isNumber: true, cell: (node) => (node.running == null ? '' : `${count(node.running)}${node.starting ? `+${count(node.starting)}` : ''}`) },
  { name: 'slots', title: 'slots', width: '7ch', isNumber: true, from: 900, cell: (node) => (node.slots == null ? '' : count(node.slots)) },
  { name: 'memory', title: 'memory free', width: '13ch', isNumber: true, from: 1000, cell: (node) => (node.memory_free_bytes == null ? '' : bytes(node.memory_free_bytes)) },
  { name: 'load', title: 'load', width: '7ch', isNumber: true, from: 1100, cell: (node) => (node.load_percent == null ? '' : (node.load_percent / 100).toFixed(1)) },
  { name: 'labels', title: 'labels', width: 'minmax(10ch, 1fr)', from: 1300, cell: (node) => Object.entries(node.labels ?? {}).map(([label, value]) => `${label}=${value}`).join(' ') },
  { name: 'zone', title: 'zone', width: '10ch', from: 1100, cell: (node) => node.zone ?? '' },
  {
    name: 'actions',
    title: 'actions',
    width: '24ch',
    from: 760,
    cell: (node) => (
      <span class="buttons">
        <ActionButton action={steerNode(node.name, isOpen(node) ? 'drain' : 'open')}>{isOpen(node) ? 'Drain' : 'Open'}</ActionButton>
        {!node.is_home && <ActionButton action={steerNode(node.name, 'remove')}>Remove</ActionButton>}
      </span>
    ),
  },
];
