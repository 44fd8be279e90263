import type { Overview } from '@/api/schema';
import { bytes, count, counted, percent } from '@/base/format';
import { Link } from '@/parts/Link';
import { Runners } from './Runners';

/** How full the machine is, and the queues. */
export function Machine({ data }: { data: Overview }) {
  const { machine, served_by: server } = data;
  const slots = machine.slots ?? 0;
  return (
    <section class="card" aria-label="Machine">
      <h2>Machine</h2>
      <Meter title="slots" used={machine.slots_used ?? 0} of={slots} text={slots > 0 ? `${count(machine.slots_used)} of ${count(slots)}` : 'none set'} />
      {machine.cpu_percent != null && <Meter title="CPU" used={machine.cpu_percent} of={100} text={`${machine.cpu_percent}%`} />}
      <Meter title="memory" used={machine.memory_used} of={machine.memory_total} text={`${bytes(machine.memory_used)} of ${bytes(machine.memory_total)}`} />
      {(machine.gpus ?? 0) > 0 && <Meter title="GPUs" used={machine.gpus_used ?? 0} of={machine.gpus ?? 1} text={`${machine.gpus_used} of ${machine.gpus}`} />}
      <p class="faint">{server ? `Jobs are run by ${server}.` : 'Nobody runs jobs now.'}</p>
      <Runners />
      <Queues queues={data.queues} />
    </section>
  );
}

function Meter({ title, used, of, text }: { title: string; used: number; of: number; text: string }) {
  const share = of > 0 ? Math.min(1, used / of) : 0;
  return (
    <p class="meter">
      <span>{title}</span>
      <meter min={0} max={1} value={share} aria-label={`${title}: ${text}`} />
      <span>
        {text} <small>{of > 0 && !text.endsWith('%') && percent(share)}</small>
      </span>
    </p>
  );
}

function Queues({ queues }: { queues: Overview['queues'] }) {
  if (queues.length === 0) return null;
  return (
    <>
      <h3>
        <Link href="/queues">Queues</Link>
      </h3>
      <ul class="plain">
        {queues.slice(0, 4).map((queue) => (
          <li key={queue.name}>
            {queue.name} <b>{count(queue.running)}</b>
            <small>
              {queue.concurrency === null ? ' running, no limit' : ` of ${count(queue.concurrency)} running`}
              {queue.paused && ', paused'}
              {queue.open_now === false && ', closed'} · {counted(queue.open_jobs, 'open job')}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
