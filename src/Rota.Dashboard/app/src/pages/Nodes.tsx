import type { Overview } from '@/api/schema';
import { useLook } from '@/api/use';
import { bytes, count, counted, duration, since } from '@/base/format';
import { now } from '@/base/clock';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { StateMark } from '@/parts/State';
import { Cell } from './nodes/Cell';
import { Strips } from './nodes/Strips';

type Running = Overview['running'][number];

const rows = 200;

/** The machines that run tasks: the one with the state, and the nodes of its cell where it has one. */
export default function Nodes() {
  const overview = useLook('/v1/overview', {}, { rows });
  const doctor = useLook('/v1/doctor', {}, {}, { pace: 60_000 });
  return (
    <section aria-labelledby="nodes-title">
      <h1 id="nodes-title">Nodes</h1>
      <Look of={overview}>
        {(data) => (
          <>
            <p class="answer">{sentence(data)}</p>
            <Strips overview={data} />
            <h2 class="apart">Running tasks{data.running.length === rows && `, the first ${count(rows)}`}</h2>
            {data.running.length > 0 ? (
              <Grid label="Running tasks" rows={data.running} columns={columns} keyOf={(one) => `${one.address}/${one.attempt}`} hrefOf={(one) => `/tasks/${encodeURIComponent(one.address)}`} />
            ) : (
              <p class="faint">None.</p>
            )}
          </>
        )}
      </Look>
      <Cell />
      <h2 class="apart">What this machine can do</h2>
      <Look of={doctor}>
        {(data) => (
          <ul class="plain">
            {data.findings.map((one) => (
              <li key={one.name}>
                <StateMark state={one.warning ? 'paused' : 'succeeded'} words={one.name} />: {one.value}
                {one.warning && <div class="faint">{one.warning}</div>}
              </li>
            ))}
          </ul>
        )}
      </Look>
    </section>
  );
}

function sentence({ machine, running }: Overview): string {
  const slots = machine.slots ?? 0;
  const free = Math.max(0, slots - (machine.slots_used ?? 0));
  return (
    `This machine runs ${counted(running.length, 'task')}${running.length === rows ? ' and more' : ''}`
    + (slots > 0 ? `; ${counted(free, 'slot')} of ${count(slots)} free` : '')
    + `; ${bytes(machine.memory_total - machine.memory_used)} of ${bytes(machine.memory_total)} of memory are nobody's.`
  );
}

const columns: ReadonlyArray<Column<Running>> = [
  { name: 'task', title: 'task', width: 'minmax(16ch, 1.4fr)', cell: (one) => one.label },
  { name: 'address', title: 'address', width: '16ch', from: 700, cell: (one) => <span class="mono">{one.address}</span> },
  { name: 'for', title: 'for', width: '9ch', isNumber: true, cell: (one) => duration(since(one.started, now.value)) },
  { name: 'attempt', title: 'attempt', width: '8ch', isNumber: true, cell: (one) => one.attempt },
  { name: 'says', title: 'says', width: '2fr', from: 800, cell: (one) => one.progress ?? '' },
];
