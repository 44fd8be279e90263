import type { TimetableView } from '@/api/schema';
import { useLook } from '@/api/use';
import { count, counted } from '@/base/format';
import { Command } from '@/parts/Command';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateMark } from '@/parts/State';
import { Costs } from './turns/Costs';
import { Lines } from './turns/Lines';
import { Ring } from './turns/Ring';

type Runner = TimetableView['runners'][number];

/** Who decides when: the runners in their order, and what their turns cost. */
export default function Turns() {
  const slots = useLook('/v1/slots', {}, {}, { pace: 1_000 });
  return (
    <section aria-labelledby="turns-title">
      <h1 id="turns-title">Turns</h1>
      <Look of={slots}>
        {(data) =>
          data.runners.length === 0 ? (
            <Empty title="No runner takes turns: nobody runs jobs of this state." command="rota up" />
          ) : (
            <>
              <p class="answer">{sentence(data)}</p>
              <div class="cards">
                <Ring timetable={data} />
                <Costs timetable={data} />
              </div>
              <h2>Runners</h2>
              <Grid label="Runners" rows={data.runners} columns={columns} keyOf={(one) => `${one.incarnation}`} />
              <Lines epoch={data.epoch} />
              <p class="apart">
                <Command line="rota slots" />
              </p>
            </>
          )
        }
      </Look>
    </section>
  );
}

function sentence(data: TimetableView): string {
  const overruns = data.runners.reduce((sum, one) => sum + one.overruns, 0);
  return (
    `${counted(data.runners.length, 'runner')} in a cycle of ${ms(data.cycle_ms)}, ${ms(data.slot_ms)} each`
    + (data.turns_per_second_max ? `; at what turns cost now, ${count(Math.floor(data.turns_per_second_max))} with work fit into a second` : '')
    + `; ${counted(overruns, 'turn')} ended after their slot, the write lock was taken ${count(data.contention)} times in somebody's own slot.`
  );
}

/** Milliseconds: `1.1 ms`. */
export const ms = (of: number): string => (of >= 100 ? `${Math.round(of)} ms` : `${Number(of.toPrecision(2))} ms`);

const columns: ReadonlyArray<Column<Runner>> = [
  { name: 'rank', title: 'rank', width: '6ch', isNumber: true, cell: (one) => one.rank + 1 },
  { name: 'id', title: 'runner', width: 'minmax(12ch, 1fr)', cell: (one) => one.id },
  { name: 'alive', title: 'process', width: '16ch', cell: (one) => <StateMark state={one.alive ? 'running' : 'lost'} words={one.alive ? `${one.pid}` : `${one.pid} is gone`} /> },
  { name: 'partitions', title: 'partitions', width: '11ch', isNumber: true, cell: (one) => count(one.partitions) },
  { name: 'turns', title: 'turns', width: '10ch', isNumber: true, cell: (one) => count(one.turns) },
  { name: 'cost', title: 'cost p99', width: '10ch', isNumber: true, cell: (one) => ms(one.turn_cost_p99_ms) },
  { name: 'late', title: 'late p99', width: '10ch', isNumber: true, cell: (one) => ms(one.lateness_p99_ms) },
  { name: 'overruns', title: 'overruns', width: '10ch', isNumber: true, from: 800, cell: (one) => count(one.overruns) },
  { name: 'steals', title: 'in idle slots', width: '12ch', isNumber: true, from: 900, cell: (one) => count(one.steals) },
  { name: 'debt', title: 'left for later', width: '13ch', isNumber: true, from: 900, cell: (one) => count(one.debt) },
];
