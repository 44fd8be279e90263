import { useSignal } from '@preact/signals';

/** A text into the clipboard; false where the browser does not let it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
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
