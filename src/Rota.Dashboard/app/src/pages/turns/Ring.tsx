import type { TimetableView } from '@/api/schema';
import { ms } from '../Turns';

const [size, radius, thick] = [220, 84, 22];

/** The cycle as a ring: a part for each slot, in rank order, with the pause between them. */
export function Ring({ timetable }: { timetable: TimetableView }) {
  const { runners, cycle_ms: cycle, slot_ms: slot, guard_ms: guard } = timetable;
  const turn = cycle > 0 ? cycle : runners.length * slot;
  return (
    <section class="card ring" aria-label="Ring of turns">
      <h2>Ring of turns</h2>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`${runners.length} slots of ${ms(slot)}, a pause of ${ms(guard)} at the beginning of each, in a cycle of ${ms(cycle)}`}>
        <circle class="ring-base" cx={size / 2} cy={size / 2} r={radius} stroke-width={thick} />
        {runners.map((one, nth) => {
          const [from, to] = [(nth * slot + guard) / turn, ((nth + 1) * slot) / turn];
          return (
            <path key={one.incarnation} class={one.alive ? 'ring-slot' : 'ring-slot is-gone'} stroke-width={thick} d={arc(from, Math.max(from + 0.002, to - 0.004))}>
              <title>{`${one.id}: ${one.partitions} partitions, cost p99 ${ms(one.turn_cost_p99_ms)}`}</title>
            </path>
          );
        })}
        {runners.map((one, nth) => {
          const at = (((nth + 0.5) * slot) / turn) * 2 * Math.PI - Math.PI / 2;
          return (
            <text key={one.incarnation} class="ring-text" x={size / 2 + Math.cos(at) * (radius - 24)} y={size / 2 + Math.sin(at) * (radius - 24) + 4} text-anchor="middle">
              {nth + 1}
            </text>
          );
        })}
      </svg>
      <p class="faint">
        {timetable.strict ? 'Nobody works in the slot of another.' : 'A slot that nobody uses is taken by whoever has work.'} Epoch {timetable.epoch}: it grows with each change of the members.
      </p>
    </section>
  );
}

function arc(from: number, to: number): string {
  const at = (share: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${size / 2 + Math.cos(angle) * radius} ${size / 2 + Math.sin(angle) * radius}`;
  };
  return `M${at(from)} A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(Math.min(to, from + 0.9999))}`;
}
