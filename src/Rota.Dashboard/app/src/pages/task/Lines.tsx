import type { RefObject } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count } from '@/base/format';
import { Link } from '@/parts/Link';
import { folded, piecesOf } from './ansi';
import type { Line, Window } from './window';

/** The height of a line, in CSS pixels. */
export const lineHeight = 18;
const spare = 20;
const shownMax = 4_000;

interface Props {
  window: Window;
  box: RefObject<HTMLDivElement | null>;
  /** Where the line begins that is pointed at. */
  current: number | null;
  hits: ReadonlySet<number>;
  hrefOf: (line: number) => string;
  onNear: (end: 'begin' | 'end') => void;
}

/** Lines in a box that scrolls: only those in sight are there. */
export function Lines({ window, box, current, hits, hrefOf, onNear }: Props) {
  const span = useSignal<[number, number]>([0, 80]);
  const look = () => {
    const { scrollTop, clientHeight, scrollHeight } = box.current ?? { scrollTop: 0, clientHeight: 400, scrollHeight: 0 };
    const from = Math.max(0, Math.floor(scrollTop / lineHeight) - spare);
    const to = Math.ceil((scrollTop + clientHeight) / lineHeight) + spare;
    if (span.peek()[0] !== from || span.peek()[1] !== to) span.value = [from, to];
    if (window.lines.length === 0) return;
    if (scrollTop < 200) onNear('begin');
    if (scrollTop + clientHeight > scrollHeight - 200) onNear('end');
  };
  useEffect(look, [window]);
  const [from, to] = [Math.min(span.value[0], window.lines.length), Math.min(span.value[1], window.lines.length)];
  const digits = `${(window.first ?? 1) + window.lines.length}`.length + 2;
  return (
    <div ref={box} class="log-box" tabIndex={0} role="region" aria-label="Lines of the log" onScroll={look}>
      <div class="log-lines" style={{ height: `${window.lines.length * lineHeight}px`, paddingTop: `${from * lineHeight}px` }}>
        {window.lines.slice(from, to).map((line, nth) => (
          <Row
            key={line.offset}
            line={line}
            number={window.first === null ? null : window.first + from + nth}
            digits={digits}
            look={`${line.offset === current ? 'is-current' : ''}${hits.has(line.offset) ? ' is-hit' : ''}`}
            hrefOf={hrefOf}
          />
        ))}
      </div>
    </div>
  );
}

function Row({ line, number, digits, look, hrefOf }: { line: Line; number: number | null; digits: number; look: string; hrefOf: (line: number) => string }) {
  const text = folded(line.text);
  return (
    <div class={`log-line ${look}`}>
      {number === null ? (
        <span class="log-number" style={{ width: `${digits}ch` }} />
      ) : (
        <Link class="log-number" href={hrefOf(number)} tabIndex={-1} aria-label={`Line ${count(number)}`} style={{ width: `${digits}ch` }}>
          {number}
        </Link>
      )}
      <bdi>
        {piecesOf(text.slice(0, shownMax)).map((one, at) => (one.look ? <span key={at} class={one.look}>{one.text}</span> : one.text))}
        {text.length > shownMax && <span class="faint"> … {count(text.length - shownMax)} more characters: see the raw file</span>}
      </bdi>
    </div>
  );
}
