import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Timeline } from '@/api/schema';
import { duration, instant } from '@/base/format';
import { go } from '@/base/router';
import { lookOf } from '@/base/states';
import { colour, isDark } from '@/base/theme';
import { Link } from '@/parts/Link';

const barHeight = 10;
const rowHeight = 34;
const lanesMax = 60;

interface Props {
  timeline: Timeline;
  onSpan: (span: { from: string; to: string }) => void;
}

/** The run in time: each attempt as a bar where they are few, else how much ran on each node, as bins of the server. */
export function TimeMap({ timeline, onSpan }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointed = useSignal<string | null>(null);
  const drag = useSignal<[number, number] | null>(null);
  const bars = timeline.bars ?? null;
  const lanes = Math.min(lanesMax, Math.max(1, ...(bars ?? []).map((bar) => bar.lane + 1)));
  const height = bars ? lanes * barHeight + 4 : Math.max(1, timeline.nodes.length) * rowHeight;
  const [from, to] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  useEffect(() => {
    const draw = () => paint(canvas.current, timeline, height);
    draw();
    const sized = new ResizeObserver(draw);
    sized.observe(canvas.current!);
    return () => sized.disconnect();
  }, [timeline, height, isDark.value]);
  const at = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    return { share: Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), y: event.clientY - box.top };
  };
  const barAt = (event: PointerEvent) => {
    const { share, y } = at(event);
    const time = from + share * (to - from);
    const slack = (to - from) / 400;
    return bars?.find((bar) => bar.lane === Math.floor(y / barHeight) && Date.parse(bar.started) - slack <= time && time <= (bar.ended ? Date.parse(bar.ended) : to) + slack);
  };
  const iso = (share: number) => new Date(from + share * (to - from)).toISOString();
  return (
    <figure class="time-map">
      <canvas
        ref={canvas}
        style={{ height: `${height}px` }}
        role="img"
        aria-label={`${timeline.attempts} attempts in time; the numbers stand in the table of attempts at a time beneath`}
        onPointerDown={(event) => {
          canvas.current!.setPointerCapture(event.pointerId);
          drag.value = [at(event).share, at(event).share];
        }}
        onPointerMove={(event) => {
          if (drag.value) drag.value = [drag.value[0], at(event).share];
          const bar = barAt(event);
          pointed.value = bar
            ? `${bar.label}: ${lookOf(bar.state).word}, ${duration(((bar.ended ? Date.parse(bar.ended) : Date.now()) - Date.parse(bar.started)) / 1_000)} from ${instant(bar.started)}`
            : instant(from + at(event).share * (to - from));
        }}
        onPointerLeave={() => void (pointed.value = null)}
        onPointerUp={(event) => {
          const span = drag.value;
          drag.value = null;
          if (span && Math.abs(span[1] - span[0]) > 0.01) onSpan({ from: iso(Math.min(...span)), to: iso(Math.max(...span)) });
          else {
            const bar = barAt(event);
            if (bar) go(`/tasks/${encodeURIComponent(bar.address)}`);
          }
        }}
      />
      {drag.value && <span class="time-span" style={{ left: `${Math.min(...drag.value) * 100}%`, width: `${Math.abs(drag.value[1] - drag.value[0]) * 100}%`, height: `${height}px` }} />}
      <figcaption class="faint">{pointed.value ?? `${instant(timeline.from)} to ${instant(timeline.to)}${bars ? '' : ': too many attempts for a bar each, so how much ran on each node, what failed from the top'}`}</figcaption>
      {bars && bars.length > 0 && (
        <details class="twin">
          <summary>As a table</summary>
          <div class="scroll" tabIndex={0} role="region" aria-label="Attempts in time, as a table">
            <table>
              <thead>
                <tr>
                  <th scope="col">task</th>
                  <th scope="col">state</th>
                  <th scope="col">started</th>
                  <th scope="col">took</th>
                </tr>
              </thead>
              <tbody>
                {bars.slice(0, 500).map((bar) => (
                  <tr key={bar.address}>
                    <td>
                      <Link href={`/tasks/${encodeURIComponent(bar.address)}`}>{bar.label}</Link>
                    </td>
                    <td>{lookOf(bar.state).word}</td>
                    <td>{instant(bar.started)}</td>
                    <td>{bar.ended ? duration((Date.parse(bar.ended) - Date.parse(bar.started)) / 1_000) : 'runs'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </figure>
  );
}

function paint(canvas: HTMLCanvasElement | null, timeline: Timeline, height: number): void {
  if (!canvas) return;
  const [scale, width] = [devicePixelRatio, canvas.clientWidth];
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const pen = canvas.getContext('2d')!;
  pen.scale(scale, scale);
  const [from, to] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  const x = (at: string) => ((Date.parse(at) - from) / (to - from)) * width;
  if (timeline.bars) {
    for (const bar of timeline.bars) {
      if (bar.lane >= lanesMax) continue;
      const left = Math.max(0, x(bar.started));
      const right = bar.ended ? x(bar.ended) : width;
      pen.fillStyle = colour(lookOf(bar.state).family === 'none' ? 'line' : lookOf(bar.state).family);
      pen.fillRect(left, bar.lane * barHeight + 1, Math.max(1, right - left - 0.5), barHeight - 2);
    }
    return;
  }
  for (const [nth, node] of timeline.nodes.entries()) {
    const most = Math.max(1, ...node.running.map((of, at) => of + (node.failed[at] ?? 0)));
    const [top, step] = [nth * rowHeight + 2, width / timeline.columns];
    for (let at = 0; at < timeline.columns; at++) {
      const running = ((node.running[at] ?? 0) / most) * (rowHeight - 4);
      const failed = ((node.failed[at] ?? 0) / most) * (rowHeight - 4);
      pen.fillStyle = colour('running');
      pen.fillRect(at * step, top + rowHeight - 4 - running, step, running);
      pen.fillStyle = colour('failed');
      if (failed > 0) pen.fillRect(at * step, top + rowHeight - 4 - running - Math.max(1, failed), step, Math.max(1, failed));
    }
  }
}
