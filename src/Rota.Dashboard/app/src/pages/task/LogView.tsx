import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask, Problem } from '@/api/client';
import type { StreamsView } from '@/api/schema';
import { bytes } from '@/base/format';
import { useKeys } from '@/base/keys';
import { address, path, query, setQuery } from '@/base/router';
import { ProblemNote } from '@/parts/Notes';
import { Finder } from './Finder';
import { lineHeight, Lines } from './Lines';
import { after, before, nothing, openAt, openEnd, openLine, type Window } from './window';

type Name = 'output' | 'errors';
const pace = 700;

/** What an attempt wrote: from its end, or from the line that the address names. */
export function LogView({ task, isFailed }: { task: string; isFailed: boolean }) {
  const streams = useSignal<StreamsView | null>(null);
  const window = useSignal<Window>(nothing);
  const problem = useSignal<Problem | null>(null);
  const current = useSignal<number | null>(null);
  const hits = useSignal<ReadonlySet<number>>(new Set());
  const follows = useSignal(true);
  const box = useRef<HTMLDivElement>(null);
  const pending = useRef(0);
  const last = useRef(Promise.resolve());
  const wanted = query.value.get('stream') as Name | null;
  const stream: Name = wanted ?? (isFailed && (streams.value?.errors.bytes ?? 0) > 0 ? 'errors' : 'output');
  const line = Number(query.value.get('line') ?? 0);

  /** One thing at a time. What may wait for the next scroll or tick is left out while another runs; what a person asked for, waits. */
  const run = (work: () => Promise<void>, mayWait = false): Promise<void> => {
    if (mayWait && pending.current > 0) return last.current;
    pending.current += 1;
    last.current = last.current.then(async () => {
      try {
        await work();
        problem.value = null;
      } catch (error) {
        problem.value = error instanceof Problem ? error : new Problem({ code: 'unknown', detail: String(error), tries: [] });
      }
      pending.current -= 1;
    });
    return last.current;
  };
  const toEnd = () => requestAnimationFrame(() => box.current?.scrollTo(0, box.current.scrollHeight));
  const toOffset = (offset: number) => {
    current.value = offset;
    const at = window.peek().lines.findIndex((one) => one.offset >= offset);
    requestAnimationFrame(() => box.current?.scrollTo(0, Math.max(0, at * lineHeight - 120)));
  };
  const jump = (offset: number) =>
    run(async () => {
      follows.value = false;
      if (offset < window.peek().from || offset >= window.peek().to) window.value = await openAt(task, stream, offset);
      toOffset(offset);
    });
  const look = async () => (streams.value = (await ask<StreamsView>('GET', `/v1/tasks/${encodeURIComponent(task)}/streams`)).body);
  const end = () =>
    run(async () => {
      follows.value = true;
      const seen = await look();
      window.value = await openEnd(task, stream, seen?.[stream].bytes ?? 0);
      toEnd();
    });
  const tick = () =>
    run(async () => {
      const known = streams.peek();
      if (!known?.live || document.visibilityState !== 'visible') return;
      const length = (await look())?.[stream].bytes ?? 0;
      if (!follows.peek() || length <= window.peek().to) return;
      window.value = window.peek().length === 0 ? await openEnd(task, stream, length) : await after(task, stream, window.peek(), length);
      toEnd();
    }, true);
  const near = (where: 'begin' | 'end') =>
    run(async () => {
      const known = window.peek();
      if (where === 'begin' && known.from > 0) {
        const grown = await before(task, stream, known);
        const added = grown.lines.findIndex((one) => one.offset === known.lines[0]?.offset);
        window.value = grown;
        requestAnimationFrame(() => box.current?.scrollBy(0, Math.max(0, added) * lineHeight));
      } else if (where === 'end' && known.to < known.length) window.value = await after(task, stream, known, known.length);
    }, true);
  useEffect(() => {
    [window.value, current.value, hits.value] = [nothing, null, new Set()];
    if (line === 0) void end();
    else
      void run(async () => {
        follows.value = false;
        await look();
        const opened = await openLine(task, stream, line);
        window.value = opened.window;
        toOffset(opened.offset);
      });
    const timer = setInterval(() => void tick(), pace);
    return () => clearInterval(timer);
  }, [task, stream, line]);
  useKeys([
    { key: '.', does: 'follow the log, or stop', run: () => (follows.value ? (follows.value = false) : void end()) },
    { key: 'G', does: 'end of the log', run: () => void end() },
  ]);
  const seen = streams.value;
  const file = `/v1/tasks/${encodeURIComponent(task)}/streams/${stream}`;
  return (
    <section class="log" id="log" aria-labelledby="log-title">
      <div class="log-head">
        <h2 id="log-title">Log</h2>
        <span class="chips" role="group" aria-label="Stream">
          {(['output', 'errors'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={name === stream} onClick={() => setQuery({ stream: name, line: null })}>
              {name === 'output' ? 'stdout' : 'stderr'} <small>{bytes(seen?.[name].bytes)}</small>
            </button>
          ))}
        </span>
        <Finder task={task} stream={stream} onHits={(found) => (hits.value = found)} onJump={(offset) => void jump(offset)} length={window.value.length} />
        {seen?.live ? (
          <button type="button" aria-pressed={follows.value} onClick={() => (follows.value ? (follows.value = false) : void end())}>
            {follows.value ? 'Following' : 'Follow'}
          </button>
        ) : (
          <button type="button" onClick={() => void end()}>
            To its end
          </button>
        )}
        <a href={`${file}?download=true`} download>
          Download
        </a>
      </div>
      {seen?.[stream].gap && (
        <p class="faint">
          {bytes(seen[stream].gap.to - seen[stream].gap.from)} of its middle are not kept: from byte {seen[stream].gap.from} to {seen[stream].gap.to}.
        </p>
      )}
      {problem.value && <ProblemNote problem={problem.value} />}
      {seen && seen[stream].bytes === 0 && <p class="faint">{seen.live ? 'It has written nothing yet.' : 'It wrote nothing here.'}</p>}
      <Lines
        window={window.value}
        box={box}
        current={current.value}
        hits={hits.value}
        hrefOf={(number) => address(path.value, { stream, line: number })}
        onNear={(where) => void near(where)}
      />
    </section>
  );
}
