import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isVisible } from '@/base/clock';
import { instant } from '@/base/format';
import { Grid, type Column } from '@/parts/Grid';
import { Empty } from '@/parts/Notes';
import { StateMark } from '@/parts/State';
import type { TabProps } from './tabs';

interface Happened {
  number: string;
  event: string;
  task?: string;
  index?: number | null;
  attempt?: number;
  state: string;
  at?: string;
  ended?: string | null;
  started?: string | null;
  reason?: string | null;
}

const kept = 2_000;

/** What becomes of a job, as it happens; the newest first. */
export default function Events({ status }: TabProps) {
  const events = useSignal<Happened[]>([]);
  const isCut = useSignal(false);
  const isPaused = useSignal(false);
  useEffect(() => {
    // Browsers keep six connections for a server: a hidden page leaves them to others.
    if (isPaused.value || !isVisible.value) return;
    const after = events.peek()[0]?.number ?? '0';
    const source = new EventSource(`/v1/jobs/${status.job.id}/events?after=${after}`);
    let fresh: Happened[] = [];
    const flush = setInterval(() => {
      if (fresh.length > 0) events.value = [...fresh.reverse(), ...events.peek()].slice(0, kept);
      fresh = [];
    }, 250);
    const take = (event: MessageEvent<string>) => void fresh.push({ ...(JSON.parse(event.data) as Happened), number: event.lastEventId });
    source.addEventListener('task', take);
    source.addEventListener('job', take);
    source.addEventListener('reset', () => void (isCut.value = true));
    return () => {
      source.close();
      clearInterval(flush);
    };
  }, [isPaused.value, isVisible.value]);
  return (
    <>
      <p class="buttons">
        <button type="button" aria-pressed={!isPaused.value} onClick={() => void (isPaused.value = !isPaused.value)}>
          {isPaused.value ? 'Follow' : 'Following'}
        </button>
        {isCut.value && <span class="faint">Earlier changes are not kept any more.</span>}
      </p>
      {events.value.length === 0 ? (
        <Empty title="Nothing has happened yet that is kept." />
      ) : (
        <Grid label="Events" rows={events.value} columns={columns} keyOf={(one) => one.number} />
      )}
    </>
  );
}

const columns: ReadonlyArray<Column<Happened>> = [
  { name: 'at', title: 'at', width: '14ch', isNumber: true, cell: (one) => instant(one.ended ?? one.at ?? one.started) },
  { name: 'what', title: 'what', width: 'minmax(16ch, 1fr)', cell: (one) => <span class="mono">{one.event === 'job' ? 'the job' : [one.task, one.index].filter((part) => part != null).join('.')}</span> },
  { name: 'state', title: 'state', width: '14ch', cell: (one) => <StateMark state={one.state} /> },
  { name: 'attempt', title: 'attempt', width: '8ch', isNumber: true, cell: (one) => one.attempt ?? '' },
  { name: 'reason', title: 'message', width: '3fr', cell: (one) => one.reason ?? '' },
];
