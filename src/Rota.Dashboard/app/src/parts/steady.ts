// New rows do not push away what somebody points at: they wait, and their number is told.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';

interface Steady<T> {
  rows: readonly T[];
  /** Rows that wait at the top. */
  waiting: number;
  /** Lets them in. */
  letIn: () => void;
}

/** The rows without those that came at the top since it is held. */
export function useSteady<T>(rows: readonly T[], keyOf: (row: T) => string, isHeld: boolean): Steady<T> {
  const top = useRef<string | null>(null);
  const turns = useSignal(0);
  const first = rows[0] === undefined ? null : keyOf(rows[0]);
  if (!isHeld || top.current === null) top.current = first;
  const at = isHeld && top.current !== first ? rows.findIndex((row) => keyOf(row) === top.current) : 0;
  return {
    rows: at > 0 ? rows.slice(at) : rows,
    waiting: Math.max(0, at),
    letIn: () => {
      top.current = null;
      turns.value += 1;
    },
  };
}
