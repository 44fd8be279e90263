import { useLook } from '@/api/use';
import type { Durations, Timeline } from '@/api/schema';
import { count, counted, duration, instant } from '@/base/format';
import { query, setQuery } from '@/base/router';
import { Chart } from '@/parts/Chart';
import { Look } from '@/parts/Look';
import { Histogram } from './Histogram';
import type { TabProps } from './tabs';
import { TimeMap } from './TimeMap';

/** What ran where and when, how long attempts took, and what made the job as long as it is. */
export default function Time({ status }: TabProps) {
  const job = status.job.id;
  const [from, to] = [query.value.get('from'), query.value.get('to')];
  const timeline = useLook('/v1/jobs/{job}/timeline', { job }, { from, to }, { pace: 3_000 });
  const durations = useLook('/v1/jobs/{job}/durations', { job }, {}, { pace: 5_000 });
  const zoom = (next: { from: string; to: string } | null) => setQuery({ from: next?.from ?? null, to: next?.to ?? null });
  return (
    <>
      <Look of={timeline}>
        {(data) => (
          <>
            <p class="answer">{sentence(data)}</p>
            <p class="buttons">
              {(from || to) && (
                <button type="button" onClick={() => zoom(null)}>
                  The whole time
                </button>
              )}
              <span class="faint">Drag over the picture to look closer.</span>
            </p>
            <TimeMap timeline={data} onSpan={zoom} />
            <Concurrency timeline={data} onSpan={zoom} />
            <Path timeline={data} />
          </>
        )}
      </Look>
      <Look of={durations}>{(data) => <Took durations={data} />}</Look>
    </>
  );
}

function sentence(data: Timeline): string {
  if (!data.begun) return 'Nothing of it has started yet.';
  const most = Math.max(0, ...totals(data));
  return `${counted(data.attempts, 'attempt')} between ${instant(data.from)} and ${instant(data.to)}, at most about ${count(Math.round(most))} at a time.`;
}

const totals = (data: Timeline): number[] =>
  Array.from({ length: data.columns }, (_, at) => data.nodes.reduce((sum, node) => sum + (node.running[at] ?? 0) + (node.failed[at] ?? 0), 0));

function Concurrency({ timeline, onSpan }: { timeline: Timeline; onSpan: (span: { from: string; to: string }) => void }) {
  const [from, to] = [Date.parse(timeline.from) / 1_000, Date.parse(timeline.to) / 1_000];
  const x = Array.from({ length: timeline.columns }, (_, at) => from + ((at + 0.5) / timeline.columns) * (to - from));
  const iso = (at: number) => new Date(at * 1_000).toISOString();
  if (timeline.attempts === 0) return null;
  return (
    <Chart
      title="Attempts that run at a time"
      x={x}
      isTime
      show={(one) => count(one)}
      onSpan={(a, b) => onSpan({ from: iso(a), to: iso(b) })}
      series={[
        { title: 'all', colour: 'running', values: totals(timeline), isFilled: true },
        { title: 'that fail', colour: 'failed', values: x.map((_, at) => timeline.nodes.reduce((sum, node) => sum + (node.failed[at] ?? 0), 0)), dash: [4, 3] },
      ]}
    />
  );
}

function Path({ timeline }: { timeline: Timeline }) {
  if (timeline.path.length === 0) return null;
  const whole = (Date.parse(timeline.path.at(-1)!.to) - Date.parse(timeline.path[0]!.from)) / 1_000;
  return (
    <section class="card apart" aria-label="Critical path">
      <h2>Critical path: {duration(whole)}</h2>
      <p class="faint">One after the other, these entries made the job as long as it is: only what makes one of them shorter makes the job end sooner.</p>
      <ol>
        {timeline.path.map((step) => {
          const took = (Date.parse(step.to) - Date.parse(step.from)) / 1_000;
          return (
            <li key={step.task}>
              <b>{step.task}</b> {duration(took)} <small>from {instant(step.from)}</small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Took({ durations }: { durations: Durations }) {
  if (durations.attempts === 0) return <p class="faint apart">No attempt has ended yet.</p>;
  return (
    <section class="card apart" aria-label="Durations">
      <h2>How long {counted(durations.attempts, 'attempt')} took</h2>
      <p>
        Half took at most <b>{duration(durations.p50_seconds)}</b>, nine of ten <b>{duration(durations.p90_seconds)}</b>, 99 of 100 <b>{duration(durations.p99_seconds)}</b>, the
        longest {duration(durations.most_seconds)}.
      </p>
      <Histogram durations={durations} />
    </section>
  );
}
