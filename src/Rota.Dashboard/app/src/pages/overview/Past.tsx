import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { count } from '@/base/format';
import type { ChartProps } from '@/parts/Chart';
import { levels } from '@/shell/levels';

const least = 3;

/** What ran and waited since the page was opened. The chart's script comes after all else. */
export function Past() {
  const chart = useSignal<{ Chart: ComponentType<ChartProps> } | null>(null);
  useEffect(() => {
    void import('@/parts/Chart').then((module) => void (chart.value = module));
  }, []);
  const { at, running, waiting } = levels.value;
  if (!chart.value || at.length < least) return null;
  const { Chart } = chart.value;
  return (
    <section class="cards" aria-label="Since this page was opened">
      <div class="card">
        <Chart title="Tasks that run, since this page was opened" x={at} isTime series={[{ title: 'running', colour: 'running', values: running, isFilled: true }]} height={110} show={count} />
      </div>
      <div class="card">
        <Chart title="Tasks that wait, since this page was opened" x={at} isTime series={[{ title: 'waiting', colour: 'waiting', values: waiting, isFilled: true }]} height={110} show={count} />
      </div>
    </section>
  );
}
