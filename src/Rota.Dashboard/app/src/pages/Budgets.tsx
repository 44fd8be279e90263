import type { BudgetList } from '@/api/schema';
import { useLook } from '@/api/use';
import { counted, instant } from '@/base/format';
import { ActionButton } from '@/parts/Action';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { Grants } from './budgets/Grants';
import { grantBudget } from './budgets/actions';
import { amount } from './budgets/amounts';

type Resource = BudgetList['scopes'][number]['resources'][number];
type Row = Resource & { path: string };

/** How much the tasks of each scope may hold, and what they hold; who gave what to whom, and until when. */
export default function Budgets() {
  const budgets = useLook('/v1/budgets');
  return (
    <section aria-labelledby="budgets-title">
      <h1 id="budgets-title">Budgets</h1>
      <Look of={budgets}>
        {(data) =>
          data.scopes.length === 0 ? (
            <Empty title="No budget is set: tasks hold what there is room for. A budget says how much those of a scope may hold:" command="rota budget set /team cpus=8" />
          ) : (
            <>
              <p class="answer">{sentence(data)}</p>
              <Grid label="Scopes" rows={rowsOf(data)} columns={columns} keyOf={(row) => `${row.path} ${row.resource}`} />
              <Grants grants={data.grants} />
            </>
          )
        }
      </Look>
    </section>
  );
}

const rowsOf = (data: BudgetList): Row[] =>
  data.scopes.flatMap((scope) => scope.resources.map((one) => ({ ...one, path: scope.path })));

function sentence(data: BudgetList): string {
  const rows = rowsOf(data);
  const over = rows.filter((row) => row.over > 0);
  const full = rows.filter((row) => row.over === 0 && row.rights > 0 && row.used >= row.rights);
  return (
    `${counted(data.scopes.length, 'scope')}`
    + (over.length > 0 ? `; over: ${over.map(named).join(', ')}, and nothing of that starts until enough has ended` : '')
    + (full.length > 0 ? `; in use to the last: ${full.map(named).join(', ')}` : '')
    + '.'
  );
}

const named = (row: Row): string => `${row.path} (${row.resource})`;

/** A scope below another stands further in; its own part of the path is enough then. */
function Scope({ path }: { path: string }) {
  const depth = path === '/' ? 0 : path.split('/').length - 1;
  return (
    <span class="mono" title={path}>
      {'\u2003'.repeat(Math.max(0, depth - 1))}
      {depth < 2 ? path : path.slice(path.lastIndexOf('/'))}
    </span>
  );
}

const number = (name: string, title: string, of: (row: Row) => number, from = 900): Column<Row> => ({
  name, title, width: '13ch', isNumber: true, from, cell: (row) => amount(row.resource, of(row)),
});

const columns: ReadonlyArray<Column<Row>> = [
  { name: 'scope', title: 'scope', width: 'minmax(12ch, 1fr)', cell: (row) => <Scope path={row.path} /> },
  { name: 'resource', title: 'resource', width: '12ch', cell: (row) => row.resource },
  {
    name: 'used',
    title: 'in use',
    width: 'minmax(140px, 1.4fr)',
    cell: (row) => (
      <span class="meter-cell">
        <meter
          min={0}
          max={Math.max(row.rights, row.used) || 1}
          high={row.over > 0 ? row.rights : undefined}
          value={row.used}
          aria-label={`${amount(row.resource, row.used)} of ${amount(row.resource, row.rights)} ${row.resource} of ${row.path} in use`}
        />
        {amount(row.resource, row.used)} of {amount(row.resource, row.rights)}
        {row.over > 0 && `, over by ${amount(row.resource, row.over)}`}
      </span>
    ),
  },
  number('guarantee', 'guaranteed', (row) => row.guarantee, 700),
  number('granted', 'granted', (row) => row.granted),
  number('borrowed', 'borrowed', (row) => row.borrowed),
  number('handed', 'handed down', (row) => row.handed_down),
  number('lent', 'lent', (row) => row.lent),
  { name: 'then', title: 'then', width: '24ch', from: 1100, cell: (row) => (row.changes && row.then != null ? `${amount(row.resource, row.then)} from ${instant(row.changes)}` : '') },
  { name: 'actions', title: 'change', width: '12ch', cell: (row) => (row.path === '/' ? '' : <ActionButton action={grantBudget(row.path, row.resource)}>Grant</ActionButton>) },
];
