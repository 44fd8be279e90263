// What can be asked of the nodes of a cell, as proposals.
import type { Action } from '@/parts/Action';
import { commandLine } from '@/base/format';

type Verb = 'cordon' | 'drain' | 'open' | 'remove';

const verbs: Record<Verb, [title: string, says: string, done: string]> = {
  cordon: ['Cordon', 'Nothing new starts there; what runs there goes on.', 'Cordoned'],
  drain: ['Drain', 'Nothing new starts there, and what waits there goes elsewhere: it becomes empty.', 'Draining'],
  open: ['Open', 'It takes work again.', 'Opened'],
  remove: ['Remove', 'It is cut off for good. What it runs counts as lost, and runs elsewhere where its policy allows that: make sure that the machine is off.', 'Removed'],
};

/** Has a node take work or none, or takes it out of the cell. */
export function steerNode(node: string, verb: Verb): Action {
  const [title, says, done] = verbs[verb];
  return {
    title: `${title} node ${node}`,
    path: `/v1/nodes/${encodeURIComponent(node)}:${verb}`,
    hasPlan: false,
    command: commandLine('rota', 'cell', verb, node),
    says: () => says,
    done: `${done} node ${node}`,
    isDangerous: verb === 'remove',
  };
}
