import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useLook } from '@/api/use';
import { commandLine } from '@/base/format';
import { Command } from '@/parts/Command';
import { Look } from '@/parts/Look';
import { Reasons } from '@/parts/Reasons';

const asked = signal<string | null>(null);

/** Shows why a task does not run. An entry, such as `42.train`, is its first task that waits. */
export const explain = (task: string): void => void (asked.value = task);

/** Where it is shown: once, in the shell. */
export function Explain() {
  return asked.value === null ? null : <Opened key={asked.value} task={asked.value} />;
}

function Opened({ task }: { task: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const reasons = useLook('/v1/tasks/{task}/explanation', { task });
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="explain-title" onClose={() => void (asked.value = null)}>
      <h2 id="explain-title">Why {task} does not run</h2>
      <Look of={reasons}>{(data) => <Reasons explanation={data} />}</Look>
      <Command line={commandLine('rota', 'explain', task)} />
      <p class="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </p>
    </dialog>
  );
}
