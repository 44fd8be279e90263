// One stream of events a browser, whatever the number of tabs: browsers keep six connections an origin. The visible tab that
// has the lock listens and hands on; a hidden tab lets go of it, so the next one takes over.
import { signal } from '@preact/signals';
import { isLoggedIn } from './client';

interface Word {
  kind: 'alive' | 'cut' | 'changed' | 'hello';
}

/** Whether changes arrive now. */
export const isLive = signal(false);

/** When the daemon was heard last, in ms of the clock here: what is shown was true then. */
export const heard = signal(0);

/** Grows with each change of the state, four times a second at most. */
export const pulse = signal(0);

const lockName = 'rota.stream';
const quietMax = 20_000;
const channel = new BroadcastChannel('rota.stream');

let isListening = false;

channel.onmessage = (event: MessageEvent<Word>) => {
  if (event.data.kind !== 'hello') take(event.data);
  else if (isListening) channel.postMessage({ kind: isLive.peek() ? 'alive' : 'cut' } satisfies Word);
};

function take(word: Word): void {
  isLive.value = word.kind !== 'cut';
  if (word.kind !== 'cut') heard.value = Date.now();
  if (word.kind === 'changed') pulse.value += 1;
}

function tell(word: Word): void {
  channel.postMessage(word);
  take(word);
}

/** Listens, and ends when the tab is hidden or nobody is logged in. */
function listen(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    isListening = true;
    const open = () => {
      source = new EventSource('/v1/events');
      source.onopen = () => tell({ kind: 'changed' });
      source.addEventListener('changed', () => tell({ kind: 'changed' }));
      source.addEventListener('alive', () => tell({ kind: 'alive' }));
      source.onerror = () => {
        tell({ kind: 'cut' });
        // A browser comes back by itself, but not after an answer such as that of a daemon that is starting.
        if (source?.readyState === EventSource.CLOSED && !stop.aborted) retry = setTimeout(open, 2_000 + Math.random() * 1_000);
      };
    };
    stop.addEventListener('abort', () => {
      source?.close();
      clearTimeout(retry);
      isListening = false;
      resolve();
    });
    open();
  });
}

let giveUp: AbortController | null = null;

function follow(): void {
  const wanted = document.visibilityState === 'visible' && isLoggedIn.peek();
  if (!wanted) {
    giveUp?.abort();
    giveUp = null;
  } else if (!giveUp) {
    const stop = (giveUp = new AbortController());
    if (!('locks' in navigator)) void listen(stop.signal);
    else
      navigator.locks
        .request(lockName, { signal: stop.signal }, () => (stop.signal.aborted ? undefined : listen(stop.signal)))
        .catch(() => undefined);
  }
}

/** Begins; once, when the page starts. */
export function startFollowing(): void {
  channel.postMessage({ kind: 'hello' } satisfies Word);
  document.addEventListener('visibilitychange', () => {
    follow();
    if (document.visibilityState === 'visible') pulse.value += 1;
  });
  isLoggedIn.subscribe(follow);
  setInterval(() => {
    if (heard.peek() > 0 && Date.now() - heard.peek() > quietMax) isLive.value = false;
  }, 5_000);
}
