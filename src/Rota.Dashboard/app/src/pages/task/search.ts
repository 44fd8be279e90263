// Looks for something in a stream, at the server: hits come while it looks.
import { Problem } from '@/api/client';

export interface Hit {
  line: number;
  offset: number;
  spans: Array<[number, number]>;
  text: string;
}

export interface Found {
  hits: Hit[];
  /** Null while it looks. */
  complete: boolean | null;
}

const limit = 5_000;

/** What is written, as it is asked: /a regular expression/ between slashes, else the text itself. */
export function askedOf(text: string): { text: string; regex: boolean } {
  const slashed = /^\/(.+)\/$/.exec(text);
  return slashed ? { text: slashed[1]!, regex: true } : { text, regex: false };
}

/** Looks, and tells what is found as it comes. */
export async function search(task: string, stream: string, text: string, stop: AbortSignal, tell: (found: Found) => void): Promise<void> {
  const asked = askedOf(text);
  const query = new URLSearchParams({ text: asked.text, limit: `${limit}`, ignore_case: `${asked.text === asked.text.toLowerCase()}` });
  if (asked.regex) query.set('regex', 'true');
  const answer = await fetch(`/v1/tasks/${encodeURIComponent(task)}/streams/${stream}/search?${query}`, { signal: stop });
  if (!answer.ok || !answer.body) throw new Problem(await answer.json());
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const hits: Hit[] = [];
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const one = JSON.parse(line) as Hit & { complete?: boolean };
      if (one.complete === undefined) hits.push(one);
      else return tell({ hits: [...hits], complete: one.complete });
    }
    tell({ hits: [...hits], complete: null });
  }
}
