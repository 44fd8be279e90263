import type { BudgetList } from '@/api/schema';
import { instant } from '@/base/format';
import { ActionButton } from '@/parts/Action';
import { Grid, type Column } from '@/parts/Grid';
import { recallGrant } from './actions';

type Grant = BudgetList['grants'][number];

/** What was granted and lent, and until when. */
export function Grants({ grants }: { grants: Grant[] }) {
  return (
    <>
      <h2 class="apart">Granted and lent</h2>
      {grants.length > 0 ? <Grid label="Granted and lent" rows={grants} columns={columns} keyOf={(grant) => `${grant.number}`} /> : <p class="faint">Nothing for a time: each scope has what it has for good.</p>}
    </>
  );
}

const columns: ReadonlyArray<Column<Grant>> = [
  { name: 'number', title: 'number', width: '8ch', isNumber: true, cell: (grant) => grant.number },
  { name: 'kind', title: 'kind', width: '8ch', cell: (grant) => grant.kind },
  { name: 'from', title: 'from', width: 'minmax(8ch, 1fr)', cell: (grant) => <span class="mono">{grant.from}</span> },
  { name: 'to', title: 'to', width: 'minmax(8ch, 1fr)', cell: (grant) => <span class="mono">{grant.to}</span> },
  { name: 'amounts', title: 'how much', width: 'minmax(12ch, 1fr)', cell: (grant) => <span class="mono">{grant.amounts}</span> },
  { name: 'until', title: 'until', width: '22ch', cell: (grant) => (grant.state === 'later' ? `from ${instant(grant.not_before)} on` : grant.expires ? instant(grant.expires) : 'recalled') },
  { name: 'why', title: 'why', width: 'minmax(8ch, 1.5fr)', from: 900, cell: (grant) => grant.why ?? '' },
  { name: 'actions', title: 'change', width: '14ch', cell: (grant) => <ActionButton action={recallGrant(grant)}>Recall</ActionButton> },
];
