import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Problem } from '@/api/client';
import { count } from '@/base/format';
import { useKeys } from '@/base/keys';
import { search, type Found } from './search';

interface Props {
  task: string;
  stream: string;
  /** How long the stream is: the map of hits is as long. */
  length: number;
  onHits: (offsets: ReadonlySet<number>) => void;
  onJump: (offset: number) => void;
}

/** Looks for something in the whole log, and leads from hit to hit. */
export function Finder({ task, stream, length, onHits, onJump }: Props) {
  const text = useSignal('');
  const found = useSignal<Found | null>(null);
  const at = useSignal(0);
  const problem = useSignal<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController | null>(null);
  const clear = () => {
    running.current?.abort();
    [found.value, problem.value] = [null, null];
    onHits(new Set());
  };
  useEffect(() => clear, [task, stream]);
  const go = (to: number) => {
    const hits = found.peek()?.hits ?? [];
    if (hits.length === 0) return;
    at.value = (to + hits.length) % hits.length;
    onJump(hits[at.value]!.offset);
  };
  const start = async () => {
    clear();
    if (!text.value) return;
    const stop = (running.current = new AbortController());
    try {
      await search(task, stream, text.value, stop.signal, (now) => {
        const isFirst = (found.peek()?.hits.length ?? 0) === 0;
        found.value = now;
        onHits(new Set(now.hits.map((one) => one.offset)));
        if (isFirst && now.hits.length > 0) go(0);
      });
    } catch (error) {
      if (!stop.signal.aborted) problem.value = error instanceof Problem ? (error.view.detail ?? error.code) : String(error);
    }
  };
  useKeys([{ key: '/', does: 'search the log', run: () => input.current?.focus() }]);
  const hits = found.value?.hits ?? [];
  const marks = [...new Set(hits.map((one) => Math.floor((one.offset / Math.max(1, length)) * 200)))];
  return (
    <form
      class="finder"
      role="search"
      aria-label="Search the log"
      onSubmit={(event) => {
        event.preventDefault();
        if (found.value && found.value.complete !== null) go(at.value + 1);
        else void start();
      }}
    >
      <input
        ref={input}
        type="text"
        value={text}
        placeholder="text, or /regular expression/"
        aria-label="Search the log"
        spellcheck={false}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          clear();
        }}
      />
      {found.value && (
        <>
          <span aria-live="polite">
            {hits.length === 0 ? (found.value.complete === null ? 'looking …' : 'not there') : `${count(at.value + 1)} of ${count(hits.length)}${found.value.complete === false ? '+' : ''}`}
          </span>
          <button type="button" class="quiet" aria-label="Hit before" disabled={hits.length === 0} onClick={() => go(at.value - 1)}>
            ◂
          </button>
          <button type="button" class="quiet" aria-label="Next hit" disabled={hits.length === 0} onClick={() => go(at.value + 1)}>
            ▸
          </button>
          <svg class="hit-map" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true">
            {marks.map((mark) => (
              <rect key={mark} x={mark} y={0} width={1} height={8} />
            ))}
          </svg>
        </>
      )}
      {problem.value && <span role="alert">{problem.value}</span>}
    </form>
  );
}
