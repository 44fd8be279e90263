import type { DeliveryList } from '@/api/schema';
import { useLook } from '@/api/use';
import { redeliver } from '@/base/actions';
import { counted, instant } from '@/base/format';
import { ActionButton, propose } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateMark } from '@/parts/State';

type Delivery = DeliveryList['deliveries'][number];

/** Whom to tell of what, and what became of what was told. */
export function Notifications() {
  const rules = useLook('/v1/notifications/rules', {}, {}, { pace: 5_000 });
  const deliveries = useLook('/v1/notifications', {}, {}, { pace: 2_000 });
  return (
    <>
      <h2>Rules for all jobs, queues and schedules</h2>
      <Look of={rules}>
        {(data) =>
          data.rules.length === 0 ? (
            <Empty title="None is set. Job files can have rules of their own:" command="rota notify set --on failed --webhook https://ops.example/hook" />
          ) : (
            <ul>
              {data.rules.map((one) => (
                <li key={`${one.scope}${one.target}`}>
                  <b>{one.scope}</b>: on {one.on.join(', ')} to <span class="mono">{one.target}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Look>
      <h2 class="apart">Deliveries</h2>
      <Look of={deliveries}>
        {(data) =>
          data.deliveries.length === 0 ? (
            <p class="faint">Nobody was told of anything yet.</p>
          ) : (
            <>
              <p class="answer">{sentence(data.deliveries)}</p>
              <Grid
                label="Deliveries"
                rows={data.deliveries}
                columns={columns}
                keyOf={(one) => `${one.number}`}
                keysOf={(one) => [{ key: 'r', does: 'send the notification again', run: () => propose(redeliver(one.number, one.target)) }]}
              />
            </>
          )
        }
      </Look>
      <p class="apart">
        <Command line="rota notify deliveries" />
      </p>
    </>
  );
}

const good = ['delivered', 'sent', 'done'];

function sentence(deliveries: Delivery[]): string {
  const waiting = deliveries.filter((one) => one.due).length;
  const failed = deliveries.filter((one) => !one.due && !good.includes(one.state)).length;
  return `Of the newest ${counted(deliveries.length, 'notification')}, ${waiting} are on their way and ${failed} did not arrive.`;
}

const columns: ReadonlyArray<Column<Delivery>> = [
  { name: 'number', title: 'number', width: '8ch', isNumber: true, cell: (one) => one.number },
  { name: 'state', title: 'state', width: '14ch', cell: (one) => <StateMark state={one.due ? 'backoff' : good.includes(one.state) ? 'succeeded' : 'failed'} words={one.state} /> },
  { name: 'subject', title: 'about', width: 'minmax(14ch, 1fr)', cell: (one) => one.subject },
  { name: 'events', title: 'tells', width: 'minmax(12ch, 1fr)', cell: (one) => Object.entries(one.events).map(([kind, of]) => (of > 1 ? `${kind} ×${of}` : kind)).join(', ') },
  { name: 'target', title: 'to', width: 'minmax(14ch, 1.4fr)', from: 800, cell: (one) => <span class="mono">{one.target}</span> },
  { name: 'tries', title: 'tries', width: '7ch', isNumber: true, cell: (one) => one.tries },
  { name: 'created', title: 'written', width: '14ch', isNumber: true, from: 900, cell: (one) => instant(one.created) },
  { name: 'answer', title: 'answer', width: 'minmax(10ch, 1fr)', from: 1000, cell: (one) => one.answer ?? '' },
  { name: 'again', title: 'send', width: '12ch', cell: (one) => <ActionButton action={redeliver(one.number, one.target)}>Again</ActionButton> },
];
