import { Link } from './Link';
import { count, percent } from '@/base/format';
import { barOrder, lookOf } from '@/base/states';

/** A state: its sign, its word, its colour. */
export function StateMark({ state, words }: { state: string; words?: string }) {
  const look = lookOf(state);
  return (
    <span class="state">
      <span class={`sign sign-${look.family}`} aria-hidden="true">
        {look.sign}
      </span>
      {words ?? look.word}
    </span>
  );
}

interface BarProps {
  states: Record<string, number>;
  total: number;
  /** Makes a part a link to the tasks of that state. */
  hrefOf?: (state: string) => string;
  isThin?: boolean;
}

/** Tasks by state as one bar; what it says stands in its name, and in the legend beneath where there is one. */
export function StateBar({ states, total, isThin }: BarProps) {
  const parts = partsOf(states);
  const text = parts.map(([state, of]) => `${count(of)} ${lookOf(state).word}`).join(', ') || 'no tasks';
  return (
    <span class={isThin ? 'bar bar-thin' : 'bar'} role="img" aria-label={text} title={text}>
      {parts.map(([state, of]) => (
        <span key={state} class={`fill fill-${lookOf(state).family} fill-${state}`} style={{ flexGrow: Math.max(of / total, 0.004) }} />
      ))}
    </span>
  );
}

/** The numbers of a bar, each with its sign and word. */
export function StateLegend({ states, total, hrefOf }: BarProps) {
  return (
    <ul class="legend" aria-label="Tasks by state">
      {partsOf(states).map(([state, of]) => {
        const inner = (
          <>
            <StateMark state={state} /> <b>{count(of)}</b> <small>{percent(of / Math.max(total, 1))}</small>
          </>
        );
        return <li key={state}>{hrefOf ? <Link href={hrefOf(state)}>{inner}</Link> : inner}</li>;
      })}
    </ul>
  );
}

function partsOf(states: Record<string, number>): Array<[string, number]> {
  return barOrder.flatMap((state) => ((states[state] ?? 0) > 0 ? [[state, states[state] ?? 0] as [string, number]] : []));
}
