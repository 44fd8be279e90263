import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useKeys, type Binding } from '@/base/keys';
import { Head, type Column } from './GridHead';
import { Row } from './GridRow';
import { rowHeight, useWindow } from './rows';
import { useSteady } from './steady';

export type { Column };

export interface GridProps<T> {
  label: string;
  rows: readonly T[];
  columns: ReadonlyArray<Column<T>>;
  keyOf: (row: T) => string;
  hrefOf?: (row: T) => string;
  /** The sort of the filter, as `-started`. */
  sort?: string | null;
  onSort?: (sort: string) => void;
  selected?: Signal<ReadonlySet<string>>;
  /** What was selected when all were, also those that are not loaded. */
  everything?: Signal<ReadonlySet<string> | null>;
  /** Called when the end comes near: there is more. */
  onEnd?: (() => void) | null;
  /** The command line that shows the row. */
  commandOf?: (row: T) => string;
  /** Keys that act on the row that has the focus. */
  keysOf?: (row: T) => Binding[];
}

/** Rows of a list: only those in sight are in the document. Arrows, j and k move; enter opens; x selects. */
export function Grid<T>(props: GridProps<T>) {
  const { keyOf, hrefOf, selected } = props;
  const isPointed = useSignal(false);
  const { rows, waiting, letIn } = useSteady(props.rows, keyOf, isPointed.value);
  const body = useRef<HTMLDivElement>(null);
  const at = useSignal(0);
  const [from, to] = useWindow(body, rows.length);
  const width = useSignal(innerWidth);
  useEffect(() => {
    const look = () => (width.value = innerWidth);
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  useEffect(() => {
    if (props.onEnd && to >= rows.length - 20 && rows.length > 0) props.onEnd();
  }, [to, rows.length, props.onEnd]);
  const current = rows[Math.min(at.value, rows.length - 1)];
  const move = (by: number) => {
    at.value = Math.max(0, Math.min(rows.length - 1, at.peek() + by));
    const top = body.current!.getBoundingClientRect().top + at.peek() * rowHeight();
    if (top < 120) scrollBy(0, top - 120);
    else if (top > innerHeight - 60) scrollBy(0, top - innerHeight + 60);
    // At once where it is drawn: the next key may already be meant for it.
    const focus = () => {
      const row = body.current?.querySelector<HTMLElement>(`[data-at="${at.peek()}"]`);
      row?.focus({ preventScroll: true });
      return row !== null;
    };
    if (!focus()) requestAnimationFrame(focus);
  };
  const mark = (to: number, isRange: boolean) => {
    if (!selected) return;
    const next = new Set(selected.peek());
    const others = isRange && last.current >= 0 ? range(last.current, to) : [to];
    const sets = !next.has(keyOf(rows[to]!));
    for (const one of others) next[sets ? 'add' : 'delete'](keyOf(rows[one]!));
    last.current = to;
    selected.value = next;
  };
  const markAll = () => {
    const all = new Set(rows.map(keyOf));
    if (selected) selected.value = all;
    if (props.everything) props.everything.value = all;
  };
  const last = useRef(-1);
  useKeys([
    { key: 'j', does: 'next row', run: () => move(1) },
    { key: 'k', does: 'row before', run: () => move(-1) },
    ...(hrefOf && current !== undefined
      ? [
          { key: 'o', does: 'open the row in a new tab', run: () => void window.open(hrefOf(current), '_blank', 'noopener') },
        ]
      : []),
    ...(selected
      ? [
          { key: 'x', does: 'select the row', run: () => mark(at.peek(), false) },
          { key: 'X', does: 'select all rows up to this one', run: () => mark(at.peek(), true) },
          { key: '* a', does: props.everything ? 'select all that match' : 'select all rows', run: markAll },
        ]
      : []),
    ...(current !== undefined ? (props.keysOf?.(current) ?? []) : []),
  ]);
  const columns = props.columns.filter((column) => width.value >= (column.from ?? 0) || width.value <= 640);
  const tracks = `${selected ? '28px ' : ''}${columns.map((column) => column.width).join(' ')}`;
  return (
    <>
      {waiting > 0 && (
        <button type="button" class="pill" onClick={letIn}>
          {waiting} new ↑
        </button>
      )}
      <div
        class="grid"
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={selected ? true : undefined}
        onPointerEnter={(event) => event.pointerType === 'mouse' && void (isPointed.value = true)}
        onPointerLeave={() => void (isPointed.value = false)}
      >
        <div class="grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
          {selected && <span role="columnheader"><span class="unseen">Selected</span></span>}
          {columns.map((column) => (
            <Head key={column.name} column={column} sort={props.sort ?? null} onSort={props.onSort} />
          ))}
        </div>
        <div ref={body} class="grid-body" role="rowgroup" style={{ height: `${rows.length * rowHeight()}px` }}>
          {rows.slice(from, to).map((row, offset) => (
            <Row
              key={keyOf(row)}
              row={row}
              name={keyOf(row)}
              at={from + offset}
              columns={columns}
              tracks={tracks}
              href={hrefOf?.(row)}
              command={props.commandOf?.(row)}
              isCurrent={from + offset === Math.min(at.value, rows.length - 1)}
              isOn={selected ? selected.value.has(keyOf(row)) : null}
              onFocus={() => (at.value = from + offset)}
              onMove={move}
              onMark={(isRange) => mark(from + offset, isRange)}
            />
          ))}
        </div>
      </div>
    </>
  );
}

function range(from: number, to: number): number[] {
  const [low, high] = from < to ? [from, to] : [to, from];
  return Array.from({ length: high - low + 1 }, (_, at) => low + at);
}
