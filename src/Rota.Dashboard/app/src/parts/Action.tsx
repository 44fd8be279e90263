import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask, asProblem, type Problem } from '@/api/client';
import { pulse } from '@/api/live';
import { Command, told } from './Command';
import { ProblemNote } from './Notes';

type Values = Record<string, string>;

/** Something that changes what runs. It is shown before it is done, with the command line that does the same. */
export interface Action {
  /** What it does, as its button says it: `Cancel 42`. */
  title: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string | ((values: Values) => string);
  body?: unknown | ((values: Values) => unknown);
  headers?: Record<string, string> | ((values: Values) => Record<string, string>);
  command: string | ((values: Values) => string);
  /** The plan in a sentence, of what the server answers with plan=true. */
  says: (plan: never) => string;
  /** Makes the sentence where the route has no plan. */
  plan?: () => Promise<string>;
  /** False where the route has no plan: the sentence is then made of nothing. */
  hasPlan?: boolean;
  fields?: Array<{ name: string; label: string; value: string; type?: 'number' | 'text' | 'checkbox' }>;
  isDangerous?: boolean;
  /** What is said when it was done. */
  done: string;
  then?: (answer: unknown) => void;
}

const proposed = signal<Action | null>(null);

/** Shows an action; a person confirms it. */
export const propose = (action: Action): void => void (proposed.value = action);

/** The button of an action. */
export function ActionButton({ action, children }: { action: Action; children?: string }) {
  return (
    <button type="button" class={action.isDangerous ? 'dangerous' : ''} onClick={() => propose(action)}>
      {children ?? action.title}…
    </button>
  );
}

/** Where actions are shown: once, in the shell. */
export function ActionDialog() {
  const action = proposed.value;
  return action && <Proposal key={action.title} action={action} />;
}

function Proposal({ action }: { action: Action }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const values = useSignal<Values>(Object.fromEntries((action.fields ?? []).map((one) => [one.name, one.value])));
  const plan = useSignal<{ sentence: string; id: string | null } | null>(null);
  const problem = useSignal<Problem | null>(null);
  const isBusy = useSignal(false);
  const made = <T,>(of: T | ((values: Values) => T)): T => (typeof of === 'function' ? (of as (v: Values) => T)(values.value) : of);
  const request = async (query: string, headers: Record<string, string>) => {
    const path = made(action.path) + query;
    return ask<unknown>(action.method ?? 'POST', path, action.body === undefined ? {} : made(action.body), { ...(action.headers && made(action.headers)), ...headers });
  };
  const looks = useRef(0);
  const look = async () => {
    const turn = (looks.current += 1);
    if (action.hasPlan === false) return void (plan.value = { sentence: action.says(values.value as never), id: null });
    try {
      if (action.plan) return void (plan.value = { sentence: await action.plan(), id: null });
      const answer = await request('?plan=true', {});
      // What was typed meanwhile is looked at by itself.
      if (turn !== looks.current) return;
      plan.value = { sentence: action.says(answer.body as never), id: answer.headers.get('Plan-Id') };
      problem.value = null;
    } catch (error) {
      plan.value = null;
      problem.value = asProblem(error);
    }
  };
  const close = () => void (proposed.value = null);
  const confirm = async () => {
    if (isBusy.value || !plan.value?.sentence) return;
    isBusy.value = true;
    try {
      const answer = await request('', plan.value.id ? { 'If-Plan': plan.value.id } : {});
      told.value = action.done;
      pulse.value += 1;
      close();
      action.then?.(answer.body);
    } catch (error) {
      problem.value = asProblem(error);
      if (problem.value.code === 'plan-moved') await look();
    }
    isBusy.value = false;
  };
  useEffect(() => {
    dialog.current?.showModal();
    void look();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="proposal"
      aria-labelledby="proposal-title"
      onClose={close}
      onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && void confirm()}
    >
      <h2 id="proposal-title">{action.title}</h2>
      {action.fields?.map((field) => (
        <label key={field.name}>
          {field.label}
          <Field
            type={field.type ?? 'text'}
            value={values.value[field.name] ?? ''}
            onChange={(value) => {
              values.value = { ...values.value, [field.name]: value };
              plan.value = null;
              void look();
            }}
          />
        </label>
      ))}
      {plan.value?.sentence && <p class="plan">{plan.value.sentence}</p>}
      {!plan.value && !problem.value && <p class="plan faint">looking at what it would do …</p>}
      {problem.value && <ProblemNote problem={problem.value} />}
      <Command line={made(action.command)} />
      <p class="buttons">
        <button type="button" autoFocus={!action.fields} onClick={() => dialog.current?.close()}>
          Leave it
        </button>
        <button type="button" class={action.isDangerous ? 'dangerous primary' : 'primary'} disabled={!plan.value?.sentence || isBusy.value} onClick={confirm}>
          {action.title} <kbd>ctrl+enter</kbd>
        </button>
      </p>
    </dialog>
  );
}

function Field({ type, value, onChange }: { type: string; value: string; onChange: (value: string) => void }) {
  return type === 'checkbox' ? (
    <input type="checkbox" checked={value === 'true'} onChange={(event) => onChange(`${event.currentTarget.checked}`)} />
  ) : type === 'number' ? (
    <input type="number" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <input type="text" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
  );
}
