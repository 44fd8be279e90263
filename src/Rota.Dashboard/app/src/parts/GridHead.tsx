import type { ComponentChildren } from 'preact';

export interface Column<T> {
  name: string;
  title: string;
  /** As CSS has a track of a grid: `6ch`, `minmax(12ch, 2fr)`. */
  width: string;
  isNumber?: boolean;
  /** The field of the filter language that it sorts by. */
  sort?: string;
  /** Shown only where there is room: below these CSS pixels it is left out. */
  from?: number;
  cell: (row: T) => ComponentChildren;
}

/** The title of a column; of one that sorts, a button: down, up, not at all. */
export function Head<T>({ column, sort, onSort }: { column: Column<T>; sort: string | null; onSort: ((sort: string) => void) | undefined }) {
  const isBy = column.sort !== undefined && sort?.replace('-', '') === column.sort;
  const isDown = isBy && sort!.startsWith('-');
  return (
    <span role="columnheader" class={column.isNumber ? 'number' : ''} aria-sort={isBy ? (isDown ? 'descending' : 'ascending') : undefined}>
      {column.sort && onSort ? (
        <button type="button" class="sorter" onClick={() => onSort(isBy && isDown ? column.sort! : isBy ? '' : `-${column.sort}`)}>
          {column.title}
          <span aria-hidden="true">{isBy ? (isDown ? ' ↓' : ' ↑') : ''}</span>
        </button>
      ) : (
        column.title
      )}
    </span>
  );
}
