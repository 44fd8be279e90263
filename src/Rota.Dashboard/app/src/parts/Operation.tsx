import { signal } from '@preact/signals';
import { ask } from '@/api/client';
import { pulse } from '@/api/live';
import type { OperationView } from '@/api/schema';
import { useLook } from '@/api/use';
import { count } from '@/base/format';

const watched = signal<number | null>(null);

/** Shows how far an operation is, until somebody closes that. */
export const watch = (operation: number): void => void (watched.value = operation);

/** Where it is shown: once, in the shell. */
export function Operation() {
  return watched.value === null ? null : <Opened key={watched.value} operation={watched.value} />;
}

function Opened({ operation }: { operation: number }) {
  const { data } = useLook('/v1/operations/{operation}', { operation }).value;
  const runs = data?.state === 'running';
  const stop = async () => {
    await ask('POST', `/v1/operations/${operation}:cancel`, {}).catch(() => undefined);
    pulse.value += 1;
  };
  return (
    <div class="operation buttons" role="status" aria-label={`Operation ${operation}`}>
      <span>{data ? sentence(data) : `Operation ${operation} …`}</span>
      {runs && (
        <button type="button" onClick={() => void stop()}>
          Stop
        </button>
      )}
      {!runs && data && (
        <button type="button" class="quiet" onClick={() => void (watched.value = null)}>
          Close
        </button>
      )}
    </div>
  );
}

function sentence(of: OperationView): string {
  const left = [
    (of.skipped ?? 0) > 0 ? `${count(of.skipped)} had moved on` : '',
    (of.failed ?? 0) > 0 ? `${count(of.failed)} could not be: ${of.errors?.[0] ?? ''}` : '',
  ].filter(Boolean);
  return `Operation ${of.id}, ${of.action} ${of.filter}: ${of.state}, ${count(of.done)} of ${count(of.matched)} found${left.length > 0 ? `; ${left.join('; ')}` : ''}.`;
}
