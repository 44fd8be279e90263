// What a page shows beneath the rest comes once the rest is drawn: it must not stand in line before it.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const most = 1_000;

/** Runs once the browser has nothing better to do, within a second. */
export function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: most });
  return () => cancelIdleCallback(handle);
}

/** False until then. */
export function useIdle(): boolean {
  const isIdle = useSignal(false);
  useEffect(() => whenIdle(() => void (isIdle.value = true)), []);
  return isIdle.value;
}
