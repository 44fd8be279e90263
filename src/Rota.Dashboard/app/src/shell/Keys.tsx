import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { bindings } from '@/base/keys';

/** Whether the list of keys is open. */
export const isShown = signal(false);

/** All keys that work on this page now. */
export function Keys() {
  return isShown.value ? <Opened /> : null;
}

function Opened() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const seen = new Set<string>();
  const shown = bindings.value.filter((one) => !seen.has(one.key) && seen.add(one.key));
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title" onClose={() => void (isShown.value = false)}>
      <h2 id="keys-title">Keys</h2>
      <dl>
        {shown.map((one) => (
          <div key={one.key}>
            <dt>
              <kbd>{one.key}</kbd>
            </dt>
            <dd>{one.does}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>ctrl+enter</kbd>
          </dt>
          <dd>confirm what a dialog shows</dd>
        </div>
      </dl>
      <p class="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </p>
    </dialog>
  );
}
