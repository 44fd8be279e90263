// The address is the whole state of a page: what is filtered, sorted, opened and coloured stands in it.
import { computed, signal } from '@preact/signals';

const href = signal(location.pathname + location.search);
addEventListener('popstate', () => (href.value = location.pathname + location.search));

/** The path, without the query. */
export const path = computed(() => href.value.split('?')[0] ?? '/');

/** What the query says. */
export const query = computed(() => new URLSearchParams(href.value.split('?')[1] ?? ''));

/** Goes to another page; the one before is a step back. */
export function go(to: string): void {
  if (to !== href.value) history.pushState(null, '', to);
  href.value = to;
  scrollTo(0, 0);
}

/** Says something else in the query: an empty text or null takes a member out. A page in its place, no step back. */
export function setQuery(members: Record<string, string | null>): void {
  const next = new URLSearchParams(query.peek());
  for (const [name, value] of Object.entries(members)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = spelled(next);
  const to = path.peek() + (text && `?${text}`);
  history.replaceState(null, '', to);
  href.value = to;
}

/** An address with a query of what is given. */
export function address(to: string, members: Record<string, string | number | null | undefined> = {}): string {
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) if (value != null && value !== '') wanted.set(name, `${value}`);
  const text = spelled(wanted);
  return text ? `${to}?${text}` : to;
}

/** The parts of a path that fit a pattern such as `/jobs/:job/:tab?`; null where it does not fit. */
export function match(pattern: string, of: string): Record<string, string> | null {
  const [wanted, given] = [pattern, of].map((one) => one.split('/').filter(Boolean)) as [string[], string[]];
  if (given.length > wanted.length) return null;
  const parts: Record<string, string> = {};
  for (const [at, one] of wanted.entries()) {
    const value = given[at];
    if (!one.startsWith(':')) {
      if (one !== value) return null;
    } else if (value !== undefined) parts[one.replace(/[:?]/g, '')] = decoded(value);
    else if (!one.endsWith('?')) return null;
  }
  return parts;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Filters stay readable in the address bar: a colon and a comma mean nothing there. */
function spelled(of: URLSearchParams): string {
  return of.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7E', '~');
}
