// What can be asked of budgets, as proposals: each shows who would have what then.
import type { BudgetList } from '@/api/schema';
import { commandLine } from '@/base/format';
import type { Action } from '@/parts/Action';
import { amount } from './amounts';

type Values = Record<string, string>;

/** What scopes would have. */
function would(plan: BudgetList, ...paths: string[]): string {
  const told = plan.scopes
    .filter((scope) => paths.includes(scope.path))
    .map((scope) => `${scope.path}: ${scope.resources.map((one) => `${amount(one.resource, one.rights)} ${one.resource}, ${amount(one.resource, one.used)} in use`).join('; ')}`);
  return `Then tasks may hold, ${told.join('. ')}.`;
}

/** Gives a scope more for a time. */
export const grantBudget = (scope: string, resource: string): Action => ({
  title: `Grant to ${scope}`,
  path: '/v1/budgets:grant',
  fields: [
    { name: 'amounts', label: 'How much more', value: `${resource}=1` },
    { name: 'for', label: 'For how long', value: '8h' },
    { name: 'why', label: 'Why', value: '' },
  ],
  body: (values: Values) => ({ scope, ...stated(values) }),
  command: (values: Values) => {
    const { amounts, ...rest } = stated(values);
    return commandLine('rota', 'budget', 'grant', scope, amounts ?? '', ...Object.entries(rest).flatMap(([name, value]) => [`--${name}`, value]));
  },
  says: (plan: BudgetList) => would(plan, scope),
  done: `Granted to ${scope}`,
});

/** Ends a grant or a loan. */
export const recallGrant = (grant: BudgetList['grants'][number]): Action => ({
  title: `Recall ${grant.kind} ${grant.number}`,
  path: '/v1/budgets:recall',
  body: { grant: grant.number },
  command: commandLine('rota', 'budget', 'recall', grant.number),
  says: (plan: BudgetList) => would(plan, grant.from, grant.to),
  done: `Recalled ${grant.kind} ${grant.number}`,
});

const stated = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
