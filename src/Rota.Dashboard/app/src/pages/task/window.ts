// The part of a stream that is in memory: lines in a row, some hundred kilobytes of them however long the stream is. It is found
// by bytes, and goes on at both ends.
import { Problem } from '@/api/client';

export interface Line {
  /** Where it begins in the stream. */
  offset: number;
  text: string;
}

export interface Window {
  /** The first byte that is in it, and the one behind the last. */
  from: number;
  to: number;
  /** How long the stream is, as it was told last. */
  length: number;
  /** The number of its first line, from 1; null where it is not known. */
  first: number | null;
  lines: Line[];
  isLive: boolean;
}

const piece = 96 * 1_024;
const most = 6 * piece;
const newline = 10;
const decoder = new TextDecoder();

interface Part {
  bytes: Uint8Array;
  from: number;
  length: number;
  line: number | null;
  isLive: boolean;
}

async function read(task: string, stream: string, range: string): Promise<Part | null> {
  const answer = await fetch(`/v1/tasks/${encodeURIComponent(task)}/streams/${stream}?count_lines=true`, { headers: range ? { Range: range } : {} });
  if (!answer.ok) throw new Problem(await answer.json());
  const number = (name: string) => (answer.headers.has(name) ? Number(answer.headers.get(name)) : null);
  return {
    bytes: new Uint8Array(await answer.arrayBuffer()),
    from: number('Stream-Offset') ?? 0,
    length: number('Stream-Length') ?? 0,
    line: number('Stream-Line'),
    isLive: answer.headers.get('Stream-Live') === 'true',
  };
}

/** Lines of bytes. What stands before the first newline is the end of another line, but where the stream begins. */
function linesOf(part: Part, isWhole: boolean): { lines: Line[]; from: number; first: number | null } {
  const { bytes } = part;
  const skip = part.from === 0 || isWhole ? 0 : bytes.indexOf(newline) + 1;
  const lines: Line[] = [];
  for (let at = skip; at < bytes.length; ) {
    const end = bytes.indexOf(newline, at);
    const stop = end < 0 ? bytes.length : end;
    lines.push({ offset: part.from + at, text: decoder.decode(bytes.subarray(at, stop)) });
    at = stop + 1;
  }
  return { lines, from: part.from + skip, first: part.line === null ? null : part.line + (skip > 0 ? 1 : 0) };
}

function windowOf(part: Part, isWhole = false): Window {
  const { lines, from, first } = linesOf(part, isWhole);
  return { from, to: part.from + part.bytes.length, length: part.length, first, lines, isLive: part.isLive };
}

export const nothing: Window = { from: 0, to: 0, length: 0, first: 1, lines: [], isLive: false };

/** The end of a stream. */
export async function openEnd(task: string, stream: string, length: number): Promise<Window> {
  if (length === 0) return nothing;
  return windowOf((await read(task, stream, `bytes=-${piece}`))!);
}

/** What is around a byte. */
export async function openAt(task: string, stream: string, offset: number): Promise<Window> {
  const from = Math.max(0, offset - piece / 2);
  return windowOf((await read(task, stream, `bytes=${from}-${offset + piece}`))!);
}

/** What begins at a line, with some before it. */
export async function openLine(task: string, stream: string, line: number): Promise<{ window: Window; offset: number }> {
  const answer = await fetch(`/v1/tasks/${encodeURIComponent(task)}/streams/${stream}?from_line=${line}`, { method: 'GET', headers: { Range: 'bytes=0-0' } });
  await answer.body?.cancel();
  const offset = Number(answer.headers.get('Stream-Offset') ?? 0);
  const end = Number(answer.headers.get('Stream-Length') ?? 0);
  return { window: await openAt(task, stream, Math.min(offset, Math.max(0, end - 1))), offset };
}

/** Lines before the window. */
export async function before(task: string, stream: string, window: Window): Promise<Window> {
  if (window.from === 0) return window;
  const from = Math.max(0, window.from - piece);
  const part = windowOf((await read(task, stream, `bytes=${from}-${window.from - 1}`))!);
  const lines = [...part.lines, ...window.lines];
  const kept = { ...window, from: part.from, first: part.first, lines };
  return kept.to - kept.from > most ? cutEnd(kept) : kept;
}

/** Lines after it, up to the end as it is now. */
export async function after(task: string, stream: string, window: Window, length: number): Promise<Window> {
  if (length <= window.to) return { ...window, length };
  // The last line may go on: it is read again.
  const last = window.lines.at(-1);
  const from = last ? last.offset : window.to;
  const part = windowOf((await read(task, stream, `bytes=${from}-${Math.max(from, window.to) + piece}`))!, true);
  const lines = [...window.lines.slice(0, -1), ...part.lines];
  const kept = { ...window, to: part.to, length: part.length, lines, isLive: part.isLive };
  return kept.to - kept.from > most ? cutBegin(kept) : kept;
}

function cutBegin(window: Window): Window {
  const drop = window.lines.findIndex((line) => window.to - line.offset <= most / 2);
  const lines = window.lines.slice(Math.max(0, drop));
  return { ...window, lines, from: lines[0]?.offset ?? window.to, first: window.first === null ? null : window.first + Math.max(0, drop) };
}

function cutEnd(window: Window): Window {
  const keep = window.lines.findIndex((line) => line.offset - window.from > most / 2);
  const lines = keep < 0 ? window.lines : window.lines.slice(0, keep);
  return { ...window, lines, to: keep < 0 ? window.to : (window.lines[keep]?.offset ?? window.to) };
}
