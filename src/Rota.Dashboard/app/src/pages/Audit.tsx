import { useRows } from '@/api/list';
import type { AuditList } from '@/api/schema';
import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { commandLine, count, instant } from '@/base/format';
import { address, query, setQuery } from '@/base/router';
import { Command } from '@/parts/Command';
import { FilterBox } from '@/parts/FilterBox';
import { Grid, type Column } from '@/parts/Grid';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';

type Entry = AuditList['entries'][number];

const fields = ['number:', 'at:', 'door:', 'user:', 'by:', 'action:', 'subject:', 'request:', 'why:'];
const usual: Array<[string, string]> = [
  ['All', ''],
  ['Today', 'at:<24h'],
  ['Cancelled', 'action:job.cancel'],
  ['Over HTTP', 'door:api,session'],
];

/** Who changed what, and why; and whether anybody changed what is written of it. */
export default function Audit() {
  const filter = query.value.get('filter') ?? '';
  const rows = useRows('/v1/audit', {}, { filter });
  const proof = useLook('/v1/audit:verify', {}, {}, { pace: 30_000 });
  return (
    <section aria-labelledby="audit-title">
      <h1 id="audit-title">Audit</h1>
      <Look of={proof}>
        {(data) =>
          data.ok ? (
            <p class="answer">{data.entries === 1 ? '1 entry' : `${count(data.entries)} entries`}; each holds the hash of the one before, and none was altered, removed or moved.</p>
          ) : (
            <div role="alert">
              <p class="answer">This audit is not as it was written.</p>
              <ul>
                {data.wrong.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          )
        }
      </Look>
      <FilterBox value={filter} onChange={(next) => setQuery({ filter: next })} problem={rows.problem} label="Filter entries" fields={fields} />
      <p class="chips">
        {usual.map(([title, one]) => (
          <Link key={title} href={address('/audit', { filter: one })} aria-current={one === filter ? 'page' : undefined}>
            {title}
          </Link>
        ))}
      </p>
      <Look of={rows.shown}>
        {(data) => {
          const entries = [...data.entries, ...rows.beyond.flatMap((one) => one.entries)];
          if (entries.length === 0) return filter ? <Empty title={`No entry fits ${filter}.`} /> : <Empty title="Nobody has changed anything yet." command="rota audit" />;
          return (
            <>
              <p class="faint">
                {count(entries.length)}
                {rows.more ? '+' : ''} shown · <Command line={commandLine('rota', 'audit', ...(filter ? [filter] : []))} />
              </p>
              <Grid label="Entries of the audit" rows={entries} columns={columns} keyOf={(one) => `${one.number}`} onEnd={rows.more} />
            </>
          );
        }}
      </Look>
    </section>
  );
}

const columns: ReadonlyArray<Column<Entry>> = [
  { name: 'number', title: 'number', width: '8ch', isNumber: true, cell: (one) => one.number },
  { name: 'at', title: 'at', width: '15ch', isNumber: true, cell: (one) => instant(one.at, now.value) },
  { name: 'who', title: 'who', width: 'minmax(12ch, 1fr)', cell: (one) => who(one) },
  { name: 'action', title: 'did', width: '18ch', cell: (one) => <span class="mono">{one.action}</span> },
  { name: 'subject', title: 'to', width: 'minmax(10ch, 1fr)', cell: (one) => one.subject },
  { name: 'change', title: 'before and after', width: 'minmax(16ch, 2fr)', from: 760, cell: (one) => <span class="mono">{change(one)}</span> },
  { name: 'why', title: 'why', width: 'minmax(10ch, 1fr)', from: 900, cell: (one) => one.why ?? '' },
];

const who = (one: Entry): string => [one.by ?? one.user ?? '', `by ${one.door}`].filter(Boolean).join(' ');

function change(one: Entry): string {
  const words = (value: unknown) => (value == null ? '' : typeof value === 'string' ? value : JSON.stringify(value));
  const [before, after] = [words(one.before), words(one.after)];
  return before && after ? `${before} → ${after}` : after || before;
}
