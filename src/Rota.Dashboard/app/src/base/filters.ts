// Filters with names, as proposals: saved for oneself or for everybody, and forgotten.
import { signal } from '@preact/signals';
import type { SavedFilterList } from '@/api/schema';
import type { Action } from '@/parts/Action';
import { shellWord } from './format';

/** Grows with each filter that was saved or forgotten here. */
export const changes = signal(0);
const then = (): void => void (changes.value += 1);

type Saved = NonNullable<SavedFilterList['filters']>[number];
type Values = Record<string, string>;

const isShared = (values: Values): boolean => values['shared'] === 'true';

const curl = (method: string, path: string, body?: unknown, header?: string): string =>
  `curl --unix-socket api.sock -X ${method} -H "Authorization: Bearer $TOKEN"${header ? ` -H ${shellWord(header)}` : ''}`
  + `${body ? ` -H 'Content-Type: application/json' -d ${shellWord(JSON.stringify(body))}` : ''} ${shellWord(`http://localhost${path}`)}`;

const pathOf = (list: string, name: string): string => `/v1/filters/${list}/${encodeURIComponent(name)}`;

/** Gives a filter a name; one that has the name is told of, and replaced as it was seen. */
export function saveFilter(list: string, filter: string, known: readonly Saved[]): Action {
  const there = (values: Values) => known.find((one) => one.name === values['name'] && one.shared === isShared(values));
  const version = (values: Values): [string, string] => {
    const before = there(values);
    return before ? ['If-Match', `"${before.version}"`] : ['If-None-Match', '*'];
  };
  const body = (values: Values) => ({ filter, shared: isShared(values) });
  return {
    title: 'Save filter',
    method: 'PUT',
    path: (values) => pathOf(list, values['name'] ?? ''),
    fields: [
      { name: 'name', label: 'Name', value: '' },
      { name: 'shared', label: 'For everybody', value: 'false', type: 'checkbox' },
    ],
    headers: (values) => Object.fromEntries([version(values)]),
    body,
    hasPlan: false,
    command: (values) => curl('PUT', pathOf(list, values['name'] || 'NAME'), body(values), version(values).join(': ')),
    // Without a name there is nothing to confirm.
    says: (values: Values) => values['name']?.trim() ? `${filter} gets a name, for ${isShared(values) ? 'everybody' : 'you'}${there(values) ? `, in the place of ${there(values)!.filter}` : ''}.` : '',
    done: 'Saved the filter',
    then,
  };
}

/** Takes the name of a filter away. */
export function forgetFilter(list: string, { name, shared, version }: Saved): Action {
  const path = pathOf(list, name ?? '') + (shared ? '?shared=true' : '');
  return {
    title: `Forget ${name}`,
    method: 'DELETE',
    path,
    headers: { 'If-Match': `"${version}"` },
    hasPlan: false,
    command: curl('DELETE', path, undefined, `If-Match: "${version}"`),
    says: () => `The name is gone${shared ? ' for everybody' : ''}; jobs and tasks stay as they are.`,
    done: `Forgot ${name}`,
    then,
  };
}
