import { go } from '@/base/router';
import type { Column } from './GridHead';
import { Link } from './Link';
import { rowHeight } from './rows';

interface RowProps<T> {
  row: T;
  /** What it is called where it is selected. */
  name: string;
  at: number;
  columns: ReadonlyArray<Column<T>>;
  tracks: string;
  href: string | undefined;
  /** What `y` copies. */
  command: string | undefined;
  /** Whether the tab key comes to it: of all rows to one. */
  isCurrent: boolean;
  /** Whether it is selected; null where rows are not. */
  isOn: boolean | null;
  onFocus: () => void;
  onMove: (by: number) => void;
  onMark: (isRange: boolean) => void;
}

/** A row of a grid, at its place. */
export function Row<T>({ row, name, at, columns, tracks, href, command, isCurrent, isOn, onFocus, onMove, onMark }: RowProps<T>) {
  const height = rowHeight();
  return (
    <div
      role="row"
      class={isOn ? 'row is-on' : 'row'}
      data-at={at}
      data-command={command}
      aria-rowindex={at + 2}
      aria-selected={isOn ?? undefined}
      tabIndex={isCurrent ? 0 : -1}
      style={{ transform: `translateY(${at * height}px)`, gridTemplateColumns: tracks, height: `${height}px` }}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'ArrowDown') onMove(1);
        else if (event.key === 'ArrowUp') onMove(-1);
        else if (event.key === 'Enter' && href) go(href);
        else return;
        event.preventDefault();
      }}
    >
      {isOn !== null && (
        <span role="gridcell" class="cell-mark">
          <input type="checkbox" tabIndex={-1} aria-label={`Select ${name}`} checked={isOn} onClick={(event) => onMark(event.shiftKey)} />
        </span>
      )}
      {columns.map((column, nth) => (
        <span key={column.name} role="gridcell" class={column.isNumber ? 'cell number' : 'cell'} data-name={column.name} data-title={column.title}>
          {nth === 0 && href ? <Link href={href} tabIndex={-1}>{column.cell(row)}</Link> : column.cell(row)}
        </span>
      ))}
    </div>
  );
}
