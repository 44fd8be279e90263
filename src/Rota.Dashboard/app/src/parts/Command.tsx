import { signal, useSignal } from '@preact/signals';

/** What was done last, for the line that tells it. */
export const told = signal('');

/** A text into the clipboard; false where the browser does not let it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies the command line that does the same as the row with the focus, or else as the page. */
export async function copyCommand(): Promise<void> {
  const row = document.activeElement?.closest<HTMLElement>('[data-command]')?.dataset['command'];
  const line = row ?? document.querySelector('main .command code')?.textContent;
  if (line) await copyLine(line);
}

/** Copies a command line, and says so. */
export async function copyLine(line: string): Promise<void> {
  told.value = (await copy(line)) ? `Copied: ${line}` : `Select it and copy: ${line}`;
}

/** A command line that does the same as the page, to be copied. */
export function Command({ line, label = 'Copy' }: { line: string; label?: string }) {
  const said = useSignal('');
  const run = async () => {
    said.value = (await copy(line)) ? 'copied' : 'select it and copy';
    setTimeout(() => (said.value = ''), 2_000);
  };
  return (
    <span class="command">
      <code tabIndex={0}>{line}</code>
      <button type="button" class="quiet" onClick={run} aria-label={`${label}: ${line}`}>
        {said.value || label}
      </button>
      <span class="unseen" aria-live="polite">
        {said}
      </span>
    </span>
  );
}
