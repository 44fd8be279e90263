import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colour, isDark } from '@/base/theme';
import { instant, utc } from '@/base/format';
import { copy } from './Command';

export interface Series {
  title: string;
  /** The name of a colour of the style, such as `running`. */
  colour: string;
  values: Array<number | null>;
  isFilled?: boolean;
  dash?: number[];
}

export interface ChartProps {
  title: string;
  /** Seconds since 1970 where the axis is time, else numbers. */
  x: number[];
  series: Series[];
  isTime?: boolean;
  isLog?: boolean;
  height?: number;
  show?: (value: number) => string;
  /** Its values are counts: no line of the axis stands between two. */
  isWhole?: boolean;
  /** A span was dragged over. */
  onSpan?: (from: number, to: number) => void;
}

/** A chart, and the same as a table. Counts begin at 0. */
export function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const shape = `${props.series.map((one) => one.title + one.colour + isSparse(one)).join()}${props.isLog}${isDark.value}`;
  useEffect(() => {
    const target = place.current!;
    chart.current = new uPlot(options(latest, target.clientWidth), data(latest.current), target);
    const sized = new ResizeObserver(() => chart.current?.setSize({ width: target.clientWidth, height: latest.current.height ?? 140 }));
    sized.observe(target);
    return () => {
      sized.disconnect();
      chart.current?.destroy();
    };
  }, [shape]);
  useEffect(() => chart.current?.setData(data(props)), [props.x, ...props.series.map((one) => one.values)]);
  return (
    <figure class="chart">
      <figcaption>{props.title}</figcaption>
      <div ref={place} aria-hidden="true" />
      <Twin {...props} />
    </figure>
  );
}

function Twin({ x, series, isTime, title }: ChartProps) {
  const rows = x.map((at, nth) => [isTime ? utc(at * 1_000) : `${at}`, ...series.map((one) => `${one.values[nth] ?? ''}`)]);
  const head = [isTime ? 'time' : 'value', ...series.map((one) => one.title)];
  return (
    <details class="twin">
      <summary>As a table</summary>
      <button type="button" class="quiet" onClick={() => void copy([head, ...rows].map((row) => row.join('\t')).join('\n'))}>
        Copy as TSV
      </button>
      <div class="scroll" tabIndex={0} role="region" aria-label={`${title}, as a table`}>
        <table>
          <thead>
            <tr>{head.map((one) => <th key={one} scope="col">{one}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row[0]}>{row.map((cell, nth) => <td key={nth}>{cell}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const isSparse = ({ values }: Series): boolean => values.filter((one) => one != null).length < 3;

const data = ({ x, series }: ChartProps): uPlot.AlignedData => [x, ...series.map((one) => one.values)];

const wholes = Array.from({ length: 13 }, (_, nth) => [1, 2, 5].map((one) => one * 10 ** nth)).flat();

/** The instants of an axis: seconds only where it is that short. */
function times(splits: number[]): string[] {
  const isShort = splits.length > 1 && splits[1]! - splits[0]! < 60;
  return splits.map((one) => (isShort ? instant(one * 1_000) : instant(one * 1_000).replace(/:\d\d$/, '')));
}

function options(latest: { current: ChartProps }, width: number): uPlot.Options {
  const { series, isTime, isLog, height, show, onSpan } = latest.current;
  const axis = { stroke: colour('ink-faint'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1 }, font: '11px system-ui' };
  return {
    width,
    height: height ?? 140,
    legend: { show: series.length > 1, live: false },
    cursor: { drag: { x: onSpan !== undefined, y: false, setScale: false }, points: { show: false } },
    scales: { x: { time: isTime ?? false }, y: { distr: isLog ? 3 : 1, range: isLog ? undefined! : (_, __, most) => [0, Math.max(most, 1) * 1.05] } },
    axes: [isTime ? { ...axis, size: 32, space: 80, values: (_, splits) => times(splits) } : { ...axis, size: 32 }, { ...axis, size: 46, ...(latest.current.isWhole ? { incrs: wholes } : {}), values: (_, values) => values.map((one) => (one == null ? '' : (show?.(one) ?? `${one}`))) }],
    series: [
      {},
      ...series.map((one): uPlot.Series => ({
        label: one.title,
        stroke: colour(one.colour),
        width: 1.5,
        // One or two values make no line.
        points: { show: isSparse(one), size: 4 },
        ...(one.dash ? { dash: one.dash } : {}),
        ...(one.isFilled ? { fill: `${colour(one.colour)}40` } : {}),
      })),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width: span } = plot.select;
          if (span > 4) latest.current.onSpan?.(plot.posToVal(left, 'x'), plot.posToVal(left + span, 'x'));
        },
      ],
    },
  };
}
