import type { Durations } from '@/api/schema';
import { count, duration } from '@/base/format';

const [width, height, bottom] = [900, 150, 18];

/** Attempts by how long they took, on a logarithmic scale; what failed stands on top. */
export function Histogram({ durations }: { durations: Durations }) {
  const { bins } = durations;
  const most = Math.max(1, ...bins.map((bin) => bin.others + bin.failed));
  const [low, high] = [bins[0]!.from_seconds, bins.at(-1)!.to_seconds];
  const x = (seconds: number) => (Math.log(Math.max(seconds, low) / low) / Math.log(high / low)) * width;
  const y = (of: number) => (of / most) * (height - bottom - 14);
  const marks: Array<[string, number | null | undefined]> = [
    ['p50', durations.p50_seconds],
    ['p90', durations.p90_seconds],
    ['p99', durations.p99_seconds],
  ];
  const text = bins.filter((bin) => bin.others + bin.failed > 0).map((bin) => `${duration(bin.from_seconds)} to ${duration(bin.to_seconds)}: ${count(bin.others + bin.failed)}`);
  return (
    <svg class="histogram" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Attempts by duration. ${text.join('; ')}`}>
      {bins.map((bin, nth) => {
        const [left, right] = [(nth / bins.length) * width, ((nth + 1) / bins.length) * width];
        const [others, failed] = [y(bin.others), y(bin.failed)];
        const base = height - bottom;
        return (
          <g key={nth}>
            <title>{`${duration(bin.from_seconds)} to ${duration(bin.to_seconds)}: ${count(bin.others)}, ${count(bin.failed)} failed`}</title>
            {bin.others > 0 && <rect class="bin" x={left + 0.5} y={base - Math.max(1, others)} width={right - left - 1} height={Math.max(1, others)} />}
            {bin.failed > 0 && <rect class="bin-failed" x={left + 0.5} y={base - others - Math.max(1, failed)} width={right - left - 1} height={Math.max(1, failed)} />}
          </g>
        );
      })}
      {marks.map(([name, at]) =>
        at == null ? null : (
          <g key={name}>
            <line class="bin-mark" x1={x(at)} x2={x(at)} y1={10} y2={height - bottom} />
            <text class="lane-text" x={x(at)} y={9} text-anchor="middle">
              {name}
            </text>
          </g>
        ),
      )}
      <text class="lane-text" x={0} y={height - 4}>
        {duration(low)}
      </text>
      <text class="lane-text" x={width} y={height - 4} text-anchor="end">
        {duration(high)}
      </text>
    </svg>
  );
}
