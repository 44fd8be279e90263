// Keys of the pages. A binding is a key as the browser names it, or two after each other: `j`, `?`, `g o`, `ctrl+enter`.
import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface Binding {
  key: string;
  /** What it does, as the list of keys says it. */
  does: string;
  run: (event: KeyboardEvent) => void;
  /** Whether it works while a field is written in. */
  whileTyping?: boolean;
}

/** All that work now, the latest first: of two with the same key the latest works. */
export const bindings = signal<Binding[]>([]);
const pairMax = 1_000;
let first: { key: string; at: number } | null = null;

/** Has keys work while a component is there. */
export function useKeys(list: Binding[]): void {
  const latest = useRef(list);
  latest.current = list;
  const keys = list.map((one) => one.key).join('|');
  // Before anything is painted: a key that is pressed as soon as the page is seen is meant for it.
  useLayoutEffect(() => {
    const own = latest.current.map((one, at) => ({ ...one, run: (event: KeyboardEvent) => latest.current[at]?.run(event) }));
    bindings.value = [...own, ...bindings.peek()];
    return () => void (bindings.value = bindings.peek().filter((one) => !own.includes(one)));
  }, [keys]);
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
  const key = nameOf(event);
  const typing = isField(event.target);
  const pair = first && performance.now() - first.at < pairMax ? `${first.key} ${key}` : null;
  first = null;
  const inDialog = document.querySelector('dialog[open]') !== null;
  const works = bindings.peek().filter((one) => one.whileTyping || (!typing && !inDialog));
  const found = works.find((one) => one.key === pair) ?? works.find((one) => one.key === key);
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (!typing && bindings.peek().some((one) => one.key.startsWith(`${key} `))) {
    first = { key, at: performance.now() };
  }
});

function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.length === 1 ? event.key : event.key.toLowerCase();
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return `${event.ctrlKey ? 'ctrl+' : ''}${shift}${key}`;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
