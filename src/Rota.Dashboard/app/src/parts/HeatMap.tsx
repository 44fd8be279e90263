import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  values: Uint8Array;
  /** The colour of each byte, as red, green and blue. */
  colours: ReadonlyArray<readonly [number, number, number]>;
  /** What the picture says, for who does not see it. */
  label: string;
  /** What a cell is, in a line. */
  nameOf: (position: number) => string;
  onRange: (first: number, last: number) => void;
}

const cells = [16, 12, 10, 8, 6, 5, 4, 3, 2, 1];
const heightWanted = 220;
const heightMost = 420;
const gapFrom = 4;

/** A cell for each of many things: bytes become pixels of an image, which is drawn larger. Only rows in sight are drawn. */
export function HeatMap({ values, colours, label, nameOf, onRange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useSignal(0);
  const zoom = useSignal(0);
  const tip = useSignal('');
  const drag = useSignal<[number, number] | null>(null);
  const fit = cells.findIndex((size) => Math.ceil(values.length / Math.max(1, Math.floor(width.value / size))) * size <= heightWanted);
  const cell = cells[Math.max(0, (fit < 0 ? cells.length - 1 : fit) - zoom.value)]!;
  const columns = Math.max(1, Math.floor(width.value / cell));
  const rows = Math.ceil(values.length / columns);
  const height = Math.min(rows * cell, heightMost);
  useEffect(() => {
    const sized = new ResizeObserver(([entry]) => (width.value = entry!.contentRect.width));
    sized.observe(frame.current!);
    return () => sized.disconnect();
  }, []);
  const draw = () => {
    const surface = canvas.current?.getContext('2d');
    if (!surface || !frame.current || width.value === 0) return;
    const ratio = devicePixelRatio;
    surface.canvas.width = columns * cell * ratio;
    surface.canvas.height = height * ratio;
    const first = Math.floor(frame.current.scrollTop / cell);
    const shown = Math.min(rows - first, Math.ceil(height / cell) + 1);
    const image = new ImageData(columns, Math.max(1, shown));
    const pixels = new Uint32Array(image.data.buffer);
    const table = colours.map(([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
    const from = first * columns;
    const until = Math.min(values.length, from + shown * columns);
    const [low, high] = drag.value ? [Math.min(...drag.value), Math.max(...drag.value)] : [-1, -2];
    for (let at = from; at < until; at++) {
      const colour = table[values[at]!] ?? 0;
      pixels[at - from] = at >= low && at <= high ? (colour & 0x00ffffff) | (120 << 24) : colour;
    }
    const small = new OffscreenCanvas(columns, image.height);
    small.getContext('2d')!.putImageData(image, 0, 0);
    surface.setTransform(ratio, 0, 0, ratio, 0, 0);
    surface.imageSmoothingEnabled = false;
    const top = first * cell - frame.current.scrollTop;
    surface.drawImage(small, 0, top, columns * cell, image.height * cell);
    if (cell >= gapFrom) {
      surface.globalCompositeOperation = 'destination-out';
      for (let x = 1; x <= columns; x++) surface.fillRect(x * cell - 1, 0, 1, height);
      for (let y = 0; y <= shown; y++) surface.fillRect(0, top + y * cell - 1, columns * cell, 1);
      surface.globalCompositeOperation = 'source-over';
    }
  };
  useEffect(draw, [values, colours, columns, cell, height, drag.value]);
  const positionOf = (event: PointerEvent): number => {
    const box = canvas.current!.getBoundingClientRect();
    const x = Math.max(0, Math.min(columns - 1, Math.floor((event.clientX - box.left) / cell)));
    const y = Math.max(0, Math.floor((event.clientY - box.top + frame.current!.scrollTop) / cell));
    return Math.min(values.length - 1, y * columns + x);
  };
  return (
    <div class="heat">
      <p class="heat-line">
        <span class="faint">{tip.value || `1 cell = 1 task; drag over some to see them`}</span>
        <span class="buttons">
          <button type="button" class="quiet" aria-label="Larger cells" disabled={cell === cells[0]} onClick={() => (zoom.value += 1)}>
            +
          </button>
          <button type="button" class="quiet" aria-label="Smaller cells" disabled={zoom.value === 0} onClick={() => (zoom.value -= 1)}>
            −
          </button>
        </span>
      </p>
      {/* It scrolls, so it can have the focus. */}
      <div ref={frame} class="heat-frame" style={{ maxHeight: `${heightMost}px` }} onScroll={draw} tabIndex={rows * cell > heightMost ? 0 : undefined}>
        <div style={{ height: `${rows * cell}px` }}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={label}
            style={{ width: `${columns * cell}px`, height: `${height}px` }}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              drag.value = [positionOf(event), positionOf(event)];
            }}
            onPointerMove={(event) => {
              const at = positionOf(event);
              tip.value = nameOf(at);
              if (drag.value && event.buttons) drag.value = [drag.value[0], at];
            }}
            onPointerUp={() => {
              if (drag.value) onRange(Math.min(...drag.value), Math.max(...drag.value));
            }}
            onPointerLeave={() => (tip.value = '')}
          />
        </div>
      </div>
    </div>
  );
}
