import type { UpcomingRuns } from '@/api/schema';
import { instant } from '@/base/format';

const [left, width, lane] = [150, 1_000, 20];
const shownMax = 30;
const marksMax = 500;

/** The next day as lanes: a mark for each run, a lane a schedule. */
export function Lanes({ upcoming }: { upcoming: UpcomingRuns }) {
  const lanes = upcoming.schedules.filter((one) => one.next.length > 0);
  const [from, to] = [Date.parse(upcoming.from), Date.parse(upcoming.to)];
  const x = (at: number) => left + ((at - from) / (to - from)) * (width - left - 10);
  const hours = Array.from({ length: 8 }, (_, nth) => Math.ceil(from / 10_800_000) * 10_800_000 + nth * 10_800_000).filter((at) => at < to);
  const shown = lanes.slice(0, shownMax);
  const each = Math.max(10, Math.floor(marksMax / Math.max(1, shown.length)));
  const height = shown.length * lane + 22;
  if (shown.length === 0) return null;
  return (
    <figure class="lanes">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Runs in the next 24 hours: ${shown.map((one) => `${one.name} ${one.next.length}${one.more ? ' and more' : ''}`).join(', ')}`}>
        {hours.map((at) => (
          <g key={at}>
            <line class="lane-hour" x1={x(at)} x2={x(at)} y1={0} y2={height - 18} />
            <text class="lane-text" x={x(at)} y={height - 5} text-anchor="middle">
              {hour(at)}
            </text>
          </g>
        ))}
        {shown.map((one, nth) => (
          <g key={one.name}>
            <text class="lane-name" x={left - 10} y={nth * lane + 14} text-anchor="end">
              {one.name.length > 22 ? `${one.name.slice(0, 21)}…` : one.name}
            </text>
            <line class="lane-line" x1={left} x2={width} y1={nth * lane + 10} y2={nth * lane + 10} />
            {(one.next as string[]).slice(0, each).map((at) => (
              <rect key={at} class="lane-mark" x={x(Date.parse(at)) - 1.5} y={nth * lane + 4} width={3} height={12} rx={1}>
                <title>{`${one.name} ${instant(at)}`}</title>
              </rect>
            ))}
          </g>
        ))}
      </svg>
      {lanes.length > shownMax && <p class="faint">{lanes.length - shownMax} more schedules are in the list beneath.</p>}
    </figure>
  );
}

const hour = (at: number): string => `${new Date(at).getHours()}`.padStart(2, '0') + ':00';
