// Requests to the daemon that served this page.
import { signal } from '@preact/signals';
import type { Looks, ProblemView } from './schema';

/** Whether this browser is logged in, as far as the last answer told. */
export const isLoggedIn = signal(true);

/** A problem of the catalogue, or one of the way to the daemon. */
export class Problem extends Error {
  constructor(readonly view: ProblemView) {
    super(view.detail ?? 'something went wrong');
  }

  get code(): string {
    return this.view.code ?? 'unknown';
  }
}

type Members = Record<string, string | number | boolean | null | undefined>;

/** The path of a route with its parts and its query filled in. */
export function pathOf(route: string, parts: Members = {}, query: Members = {}): string {
  const filled = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(`${parts[name] ?? ''}`));
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value != null && value !== '') wanted.set(name, `${value}`);
  return wanted.size > 0 ? `${filled}?${wanted}` : filled;
}

export interface Answer<T> {
  /** Null where nothing is new since the version that was sent along. */
  body: T | null;
  tag: string | null;
  headers: Headers;
}

/** Looks at something; with the version that is known, only what is new is sent. */
export async function look<P extends keyof Looks>(
  route: P,
  parts: Members = {},
  query: Members = {},
  known: string | null = null,
  stop?: AbortSignal,
): Promise<Answer<Looks[P]>> {
  return ask('GET', pathOf(route, parts, query), undefined, known ? { 'If-None-Match': known } : {}, stop);
}

/** Any request. A problem is thrown. */
export async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  stop?: AbortSignal,
): Promise<Answer<T>> {
  const init: RequestInit = { method, headers: { ...headers } };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    (init.headers as Record<string, string>)['Content-Type'] = 'application/json';
  }
  if (stop) init.signal = stop;
  const answer = await fetch(path, init).catch((error: unknown) => {
    if (stop?.aborted) throw error;
    throw new Problem(unreachable);
  });
  if (answer.status === 304) return { body: null, tag: answer.headers.get('ETag'), headers: answer.headers };
  if (!answer.ok) {
    if (answer.status === 401) isLoggedIn.value = false;
    throw new Problem(await problemOf(answer));
  }
  const text = await answer.text();
  return { body: (text ? JSON.parse(text) : null) as T | null, tag: answer.headers.get('ETag'), headers: answer.headers };
}

const unreachable: ProblemView = {
  code: 'unreachable',
  title: 'no answer',
  detail: 'the daemon does not answer',
  tries: ['rota up'],
};

async function problemOf(answer: Response): Promise<ProblemView> {
  try {
    return (await answer.json()) as ProblemView;
  } catch {
    return { code: `http-${answer.status}`, title: answer.statusText, detail: `the answer was ${answer.status}`, tries: [] };
  }
}

/** What was thrown, as a problem. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ code: 'unknown', detail: String(error), tries: [] });
