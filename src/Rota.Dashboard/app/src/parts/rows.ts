// Which rows of a long list are in sight: the page scrolls, the list has its whole height, and only these are drawn.
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const dense = 26;
const card = 62;
const spare = 8;
const narrow = matchMedia('(max-width: 640px)');

/** The height of a row, in CSS pixels: on a phone a row is a card of two lines. */
export const rowHeight = (): number => (narrow.matches ? card : dense);

/** The first row in sight, and the one behind the last. */
export function useWindow(body: RefObject<HTMLElement | null>, rows: number): [number, number] {
  const span = useSignal<[number, number]>([0, 40]);
  useEffect(() => {
    const look = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const height = rowHeight();
      const from = Math.max(0, Math.floor(-top / height) - spare);
      const to = Math.min(rows, Math.ceil((innerHeight - top) / height) + spare);
      const [was, until] = span.peek();
      if (was !== from || until !== to) span.value = [from, Math.max(from, to)];
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [rows]);
  return [span.value[0], Math.min(rows, span.value[1])];
}
