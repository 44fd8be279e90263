import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TimetableView } from '@/api/schema';
import { Chart } from '@/parts/Chart';
import { ms } from '../Turns';

const kept = 300;

/** What turns cost, and how late runners woke for them, since this page is open: the worst runner of each look. */
export function Costs({ timetable }: { timetable: TimetableView }) {
  const seen = useSignal<Array<{ at: number; cost: number; late: number }>>([]);
  useEffect(() => {
    const worst = (of: (one: TimetableView['runners'][number]) => number) => Math.max(0, ...timetable.runners.map(of));
    seen.value = [...seen.peek(), { at: Date.now() / 1_000, cost: worst((one) => one.turn_cost_p99_ms), late: worst((one) => one.lateness_p99_ms) }].slice(-kept);
  }, [timetable]);
  const last = seen.value.at(-1);
  return (
    <section class="card" aria-label="Cost and lateness of turns">
      <h2>Cost and lateness</h2>
      <p>
        The turns of the costliest runner take {ms(last?.cost ?? 0)}, the latest one wakes {ms(last?.late ?? 0)} after its slot begins (99 of 100 at most).
      </p>
      {seen.value.length > 1 && (
        <Chart
          title="p99 of the worst runner in ms, since this page is open"
          x={seen.value.map((one) => one.at)}
          isTime
          series={[
            { title: 'cost', colour: 'running', values: seen.value.map((one) => one.cost) },
            { title: 'lateness', colour: 'lost', values: seen.value.map((one) => one.late), dash: [4, 3] },
          ]}
        />
      )}
    </section>
  );
}
