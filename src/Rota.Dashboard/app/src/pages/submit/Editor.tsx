import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';

interface Mistake {
  line?: number;
  column?: number;
  message?: string | null;
  hint?: string | null;
}

/** A job file, with its lines numbered and its mistakes beneath: each leads to its place. */
export function Editor({ text, mistakes }: { text: Signal<string>; mistakes: readonly Mistake[] }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const lines = text.value.split('\n').length;
  const wrong = new Set(mistakes.map((one) => one.line));
  const to = (mistake: Mistake) => {
    const before = text.value.split('\n').slice(0, (mistake.line ?? 1) - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + (mistake.column ?? 1) - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  return (
    <>
      <div class="editor">
        <pre ref={numbers} aria-hidden="true">
          {Array.from({ length: Math.max(lines, 1) }, (_, nth) => (
            <span key={nth} class={wrong.has(nth + 1) ? 'is-wrong' : ''}>{`${nth + 1}\n`}</span>
          ))}
        </pre>
        <textarea
          ref={area}
          aria-label="Job file"
          aria-invalid={mistakes.length > 0}
          aria-describedby={mistakes.length > 0 ? 'mistakes' : undefined}
          spellcheck={false}
          rows={Math.min(36, Math.max(14, lines + 1))}
          value={text}
          onInput={(event) => void (text.value = event.currentTarget.value)}
          onScroll={(event) => numbers.current?.scrollTo(0, event.currentTarget.scrollTop)}
          onKeyDown={(event) => {
            if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey) return;
            const { selectionStart: at, selectionEnd: end } = event.currentTarget;
            // A tab at the beginning of a line indents; anywhere else it leaves the field, as it does everywhere.
            if (at !== end || !/(^|\n) *$/.test(text.value.slice(0, at))) return;
            event.preventDefault();
            const field = event.currentTarget;
            text.value = `${text.value.slice(0, at)}  ${text.value.slice(at)}`;
            requestAnimationFrame(() => field.setSelectionRange(at + 2, at + 2));
          }}
        />
      </div>
      {mistakes.length > 0 && (
        <ul class="mistakes" id="mistakes" role="alert">
          {mistakes.map((one) => (
            <li key={`${one.line}:${one.column}:${one.message}`}>
              <button type="button" class="quiet" onClick={() => to(one)}>
                line {one.line}, column {one.column}
              </button>{' '}
              {one.message} {one.hint && <small>{one.hint}</small>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
