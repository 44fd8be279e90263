import type { Overview } from '@/api/schema';
import { bytes, count } from '@/base/format';
import { Link } from '@/parts/Link';
import { Holdings } from './Holdings';

const blocksMax = 200;
const cores = (of: number): string => `${Number(of.toFixed(2))}`;

/** What is held of the machine: slots as a strip of its tasks, so that room shows where it is. */
export function Strips({ overview: { machine, running } }: { overview: Overview }) {
  const slots = machine.slots ?? 0;
  const used = machine.slots_used ?? 0;
  // Whoever states resources holds no slot.
  const holders = running.flatMap((one) => Array<typeof one>(one.holds?.slots ?? 0).fill(one));
  return (
    <div class="strips">
      {slots > 0 && (
        <section aria-label="Slots">
          <h2>
            Slots <small>{count(used)} of {count(slots)} held; largest hole {count(Math.max(0, slots - used))}</small>
          </h2>
          {slots <= blocksMax ? (
            <ul class="blocks">
              {Array.from({ length: slots }, (_, nth) => {
                const task = holders[nth];
                const isHeld = nth < used;
                return (
                  <li key={nth} class={isHeld ? 'is-held' : ''}>
                    {isHeld && task ? <Link href={`/tasks/${encodeURIComponent(task.address)}`} title={task.label} aria-label={task.label}>{''}</Link> : null}
                  </li>
                );
              })}
            </ul>
          ) : (
            <meter min={0} max={slots} value={used} aria-label={`${used} of ${slots} slots held`} />
          )}
        </section>
      )}
      {(machine.gpus ?? 0) > 0 && <Share title="GPUs" used={machine.gpus_used ?? 0} of={machine.gpus ?? 1} text={`${machine.gpus_used ?? 0} of ${machine.gpus} held`} />}
      {(machine.cpus_used ?? 0) > 0 && <Holdings title="CPU cores" running={running} total={machine.cpus ?? 0} held={machine.cpus_used ?? 0} amountOf={(one) => one.cpus} show={cores} />}
      {(machine.memory_held ?? 0) > 0 && <Holdings title="Memory for tasks" running={running} total={machine.memory ?? 0} held={machine.memory_held ?? 0} amountOf={(one) => one.memory} show={bytes} />}
      {machine.cpu_percent != null && <Share title="CPU" used={machine.cpu_percent} of={100} text={`${machine.cpu_percent}% busy`} />}
      <Share title="Memory" used={machine.memory_used} of={machine.memory_total} text={`${bytes(machine.memory_used)} of ${bytes(machine.memory_total)} in use, of whomever`} />
    </div>
  );
}

function Share({ title, used, of, text }: { title: string; used: number; of: number; text: string }) {
  return (
    <section aria-label={title}>
      <h2>
        {title} <small>{text}</small>
      </h2>
      <meter min={0} max={of} value={Math.min(used, of)} aria-label={`${title}: ${text}`} />
    </section>
  );
}
