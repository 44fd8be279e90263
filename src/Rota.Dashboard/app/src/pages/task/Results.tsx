import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TaskDetail } from '@/api/schema';
import { Chart } from '@/parts/Chart';

const kept = 2_000;

/** What the task reports of its work: its result, and the numbers of its progress as they come. */
export function Results({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const values = task.progress_values ?? {};
  const params = (task.params ?? {}) as Record<string, unknown>;
  const seen = useSignal<Array<{ at: number; values: Record<string, number> }>>([]);
  const key = JSON.stringify(values);
  useEffect(() => {
    if (Object.keys(values).length > 0) seen.value = [...seen.peek(), { at: Date.now() / 1_000, values }].slice(-kept);
  }, [key]);
  const names = Object.keys(values);
  const isRunning = task.state === 'running';
  return (
    <>
      {task.result != null && (
        <section class="card" aria-label="Result">
          <h2>Result</h2>
          <Members of={task.result as Record<string, unknown>} />
        </section>
      )}
      {names.length > 0 && (
        <section class="card" aria-label="Progress">
          <h2>Progress</h2>
          <Members of={values} />
          {isRunning &&
            seen.value.length > 1 &&
            names.slice(0, 3).map((name) => (
              <Chart
                key={name}
                title={`${name}, since this page is open`}
                x={seen.value.map((one) => one.at)}
                isTime
                height={90}
                series={[{ title: name, colour: 'running', values: seen.value.map((one) => one.values[name] ?? null) }]}
              />
            ))}
        </section>
      )}
      {Object.keys(params).length > 0 && (
        <section class="card" aria-label="Parameters">
          <h2>Parameters</h2>
          <Members of={params} />
        </section>
      )}
    </>
  );
}

function Members({ of }: { of: Record<string, unknown> }) {
  return (
    <dl class="members">
      {Object.entries(of).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
