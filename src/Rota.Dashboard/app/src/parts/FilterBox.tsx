import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '@/api/client';
import { useKeys } from '@/base/keys';

interface Props {
  value: string;
  onChange: (filter: string) => void;
  /** The problem of the list, of which a mistake in the filter is one. */
  problem: Problem | null;
  label: string;
  /** Fields of the list, offered while one is written. */
  fields: readonly string[];
  placeholder?: string;
}

/** A filter in the language of the command line's --where. A mistake is shown beneath, at its column. */
export function FilterBox({ value, onChange, problem, label, fields, placeholder }: Props) {
  const text = useSignal(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => void (text.value = value), [value]);
  useKeys([{ key: 'f', does: 'filter the list', run: () => input.current?.focus() }]);
  const mistake = problem?.code === 'bad-filter' ? problem : null;
  const column = Number(/column (\d+)/.exec(mistake?.view.detail ?? '')?.[1] ?? 0);
  const last = text.value.split(' ').at(-1) ?? '';
  const offers = fields.filter((field) => last && field.startsWith(last.replace(/^-/, '')) && !last.includes(':'));
  const take = (field: string) => {
    text.value = text.value.slice(0, text.value.length - last.length) + (last.startsWith('-') ? '-' : '') + field;
    input.current?.focus();
  };
  return (
    <form
      class="filter"
      role="search"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.value.trim());
      }}
    >
      <input
        ref={input}
        type="text"
        aria-label={label}
        aria-invalid={mistake !== null}
        aria-describedby={mistake ? 'filter-mistake' : undefined}
        spellcheck={false}
        autocomplete="off"
        placeholder={placeholder ?? 'state:failed dur:>10m sort:-started'}
        value={text}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            text.value = value;
            input.current?.blur();
          }
        }}
        onBlur={() => text.value.trim() !== value && onChange(text.value.trim())}
      />
      {value && (
        <button type="button" class="quiet" onClick={() => onChange('')}>
          Clear
        </button>
      )}
      {offers.length > 0 && (
        <span class="offers" role="group" aria-label="Fields">
          {offers.slice(0, 8).map((field) => (
            <button key={field} type="button" class="quiet" onMouseDown={(event) => event.preventDefault()} onClick={() => take(field)}>
              {field}
            </button>
          ))}
        </span>
      )}
      {mistake && (
        <pre class="mistake" id="filter-mistake" role="alert">
          {`${value}\n${' '.repeat(Math.max(0, column - 1))}^ ${(mistake.view.detail ?? '').replace(/^.*column \d+: /s, '')}\n${mistake.view.tries?.join('\n') ?? ''}`}
        </pre>
      )}
    </form>
  );
}
