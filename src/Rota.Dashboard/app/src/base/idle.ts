// What a page shows beneath the rest comes once the rest is drawn: it must not stand in line before it.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** So long what a person came for has the processor and the server for itself, in ms from when it is there. */
const headStart = 400;
const most = 1_000;
let begun = Infinity;

/** Runs once the browser has nothing better to do, within a second. */
export function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: most });
  return () => cancelIdleCallback(handle);
}

/** False until the first page that asks this had its head start, and the browser is idle. */
export function useIdle(): boolean {
  const isIdle = useSignal(performance.now() > begun + headStart);
  useEffect(() => {
    if (isIdle.peek()) return;
    begun = Math.min(begun, performance.now());
    let cancel = () => {};
    const timer = setTimeout(() => (cancel = whenIdle(() => void (isIdle.value = true))), begun + headStart - performance.now());
    return () => {
      clearTimeout(timer);
      cancel();
    };
  }, []);
  return isIdle.value;
}
