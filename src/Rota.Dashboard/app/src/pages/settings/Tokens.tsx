import type { TokenList } from '@/api/schema';
import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { commandLine, instant } from '@/base/format';
import { ActionButton, propose, type Action } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';

type Token = TokenList['tokens'][number];

/** By what others ask over HTTP. One is made in a terminal: there it is shown once, and lies in no page. */
export function Tokens() {
  const tokens = useLook('/v1/tokens', {}, {}, { pace: 5_000 });
  return (
    <>
      <Look of={tokens}>
        {(data) =>
          data.tokens.length === 0 ? (
            <Empty title="Only the token of the state itself is there. One that allows less:" command="rota token create ci --scope read,submit" />
          ) : (
            <>
              <Grid
                label="Tokens"
                rows={data.tokens}
                columns={columns}
                keyOf={(one) => one.name}
                keysOf={(one) => [{ key: 'R', does: 'revoke the token', run: () => propose(revokeToken(one.name)) }]}
              />
              <p class="apart">
                <Command line="rota token create NAME --scope read,submit" />
              </p>
            </>
          )
        }
      </Look>
    </>
  );
}

/** Takes a token back. */
const revokeToken = (name: string): Action => ({
  title: `Revoke token ${name}`,
  path: `/v1/tokens/${encodeURIComponent(name)}:revoke`,
  hasPlan: false,
  command: commandLine('rota', 'token', 'revoke', name),
  says: () => 'Whoever has it is refused from now on, and what it has open is closed within a second.',
  done: `Revoked token ${name}`,
});

const columns: ReadonlyArray<Column<Token>> = [
  { name: 'name', title: 'name', width: 'minmax(12ch, 1fr)', cell: (one) => one.name },
  { name: 'scopes', title: 'may', width: 'minmax(14ch, 1fr)', cell: (one) => one.scopes.join(', ') },
  { name: 'tags', title: 'of jobs with', width: 'minmax(12ch, 1fr)', cell: (one) => Object.entries(one.tags).map(([name, value]) => `${name}=${value}`).join(' ') || 'any label' },
  { name: 'created', title: 'made', width: '15ch', isNumber: true, from: 760, cell: (one) => instant(one.created, now.value) },
  { name: 'used', title: 'last used', width: '15ch', isNumber: true, cell: (one) => (one.used ? instant(one.used, now.value) : 'never') },
  { name: 'expires', title: 'expires', width: '15ch', isNumber: true, from: 900, cell: (one) => (one.expired ? 'expired' : one.expires ? instant(one.expires, now.value) : 'never') },
  { name: 'revoke', title: 'change', width: '12ch', cell: (one) => <ActionButton action={revokeToken(one.name)}>Revoke</ActionButton> },
];
