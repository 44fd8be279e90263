import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CourseView } from '@/api/schema';
import { count, instant } from '@/base/format';
import { address, go } from '@/base/router';
import type { ChartProps } from '@/parts/Chart';

const minute = 60;
/** A daemon that has just begun to look has few minutes: the axis has more, so that a line is no blot. */
const least = 60;

/** What ran, waited and ended in the last hours. The chart's script comes after all else. */
export function Past({ course }: { course: CourseView }) {
  const chart = useSignal<{ Chart: ComponentType<ChartProps> } | null>(null);
  useEffect(() => {
    void import('@/parts/Chart').then((module) => void (chart.value = module));
  }, []);
  const at = minutesOf(course);
  if (!chart.value || at.length === 0) return null;
  const of = (values: number[] | null | undefined): Array<number | null> => [...Array<null>(at.length - (values ?? []).length).fill(null), ...(values ?? [])];
  const { Chart } = chart.value;
  const hours = `${instant(at[0]! * 1_000).slice(0, -3)} to now`;
  const span = (field: string) => (from: number, to: number) => go(address('/jobs', { filter: `${field}:${ages(from, to)}` }));
  return (
    <section class="cards" aria-label="The last hours">
      <div class="card">
        <Chart
          title={`Tasks that waited and ran, ${hours}`}
          x={at}
          isTime
          isWhole
          series={[
            { title: 'waiting', colour: 'waiting', values: of(course.waiting), isFilled: true },
            { title: 'running', colour: 'running', values: of(course.running), isFilled: true },
          ]}
          height={130}
          show={count}
          onSpan={span('started')}
        />
      </div>
      <div class="card">
        <Chart
          title={`Attempts that ended each minute, ${hours}; in 24 h ${count(course.ended_of_day)}, and ${count(course.failed_of_day)} tasks failed`}
          x={at}
          isTime
          isWhole
          series={[
            { title: 'ended', colour: 'succeeded', values: of(course.ended), isFilled: true },
            { title: 'failed', colour: 'failed', values: of(course.failed), isFilled: true },
          ]}
          height={130}
          show={count}
          onSpan={span('ended')}
        />
      </div>
    </section>
  );
}

/** The beginnings of the minutes, in seconds since 1970: the last is the one of the look. */
function minutesOf({ at, running }: CourseView): number[] {
  const last = Math.floor(Date.parse(at ?? '') / 1_000 / minute) * minute;
  const known = (running ?? []).length;
  const shown = known === 0 ? 0 : Math.max(known, least);
  return Array.from({ length: shown }, (_, nth) => last - (shown - 1 - nth) * minute);
}

/** A span of time as ages, which filters have: jobs that began or ended in it. */
function ages(from: number, to: number): string {
  const now = Date.now() / 1_000;
  return `${Math.max(0, Math.floor(now - to))}s..${Math.max(1, Math.ceil(now - from))}s`;
}
