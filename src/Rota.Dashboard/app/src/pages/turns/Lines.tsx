import type { CellNodes } from '@/api/schema';
import { useLook } from '@/api/use';
import { count, counted, duration } from '@/base/format';
import { Grid, type Column } from '@/parts/Grid';
import { StateMark } from '@/parts/State';

type Node = CellNodes['nodes'][number];

/** Lines of the home to the nodes of its cell: by which runners give orders; nothing where there is no cell. */
export function Lines({ epoch }: { epoch: number }) {
  const { data } = useLook('/v1/nodes', {}, {}, { pace: 2_000 }).value;
  const nodes = (data?.nodes ?? []).filter((node) => !node.is_home);
  if (!data?.cell || nodes.length === 0) return null;
  const home = data.nodes.find((node) => node.is_home);
  const lines = nodes.filter((node) => node.connected_ms != null).length;
  return (
    <>
      <h2 class="apart">Lines to nodes</h2>
      <p>
        The runners are on {home?.name ?? 'the machine of the home'}; {counted(lines, 'node')} of {count(nodes.length)} {lines === 1 ? 'has' : 'have'} a line by which they order. Epoch {count(epoch)} is the newest: a node
        that has heard of it follows no earlier one, and what was committed before the epoch of its boot is lost to it.
      </p>
      <Grid label="Lines to nodes" rows={nodes} columns={columns} keyOf={(node) => node.name} />
    </>
  );
}

const columns: ReadonlyArray<Column<Node>> = [
  { name: 'name', title: 'node', width: 'minmax(10ch, 1fr)', cell: (node) => node.name },
  { name: 'line', title: 'line', width: '14ch', cell: (node) => <StateMark state={node.connected_ms == null ? 'lost' : 'running'} words={node.connected_ms == null ? node.state : 'connected'} /> },
  { name: 'since', title: 'for', width: '10ch', isNumber: true, cell: (node) => (node.connected_ms == null ? '' : duration(node.connected_ms / 1_000)) },
  { name: 'word', title: 'last word', width: '11ch', isNumber: true, cell: (node) => (node.age_ms == null ? 'never' : duration(node.age_ms / 1_000)) },
  { name: 'epoch', title: 'epoch of its boot', width: '17ch', isNumber: true, cell: (node) => (node.boot_epoch == null ? '' : count(node.boot_epoch)) },
  { name: 'doubt', title: 'in doubt', width: '10ch', isNumber: true, cell: (node) => (node.in_doubt ? count(node.in_doubt) : '') },
  { name: 'from', title: 'from', width: '22ch', from: 900, cell: (node) => node.address ?? '' },
];
