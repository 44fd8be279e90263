import { useSignal, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLook } from '@/api/use';
import { counted } from '@/base/format';
import { atLeast, counting, type Matching } from '@/base/matching';

export interface Selection {
  /** The names of the rows that are selected. */
  selected: Signal<ReadonlySet<string>>;
  /** What was selected when all that match were meant; another row, and it is these no more. */
  everything: Signal<ReadonlySet<string> | null>;
  /** Whether all that the filter means are meant, also those that no row shows. */
  isAll: boolean;
  chosen: string[];
  clear: () => void;
}

/** Rows of a list that are selected; none of them where the filter becomes another. */
export function useSelection(filter: string): Selection {
  const selected = useSignal<ReadonlySet<string>>(new Set());
  const everything = useSignal<ReadonlySet<string> | null>(null);
  const clear = () => void ([selected.value, everything.value] = [new Set(), null]);
  useEffect(clear, [filter]);
  return { selected, everything, isAll: everything.value !== null && everything.value === selected.value, chosen: [...selected.value], clear };
}

interface Props {
  of: Selection;
  noun: 'job' | 'task';
  which: Matching;
  children: ComponentChildren;
}

/** What is selected, and what can be done with it. */
export function SelectionBar({ of, noun, which, children }: Props) {
  return of.chosen.length === 0 ? null : (
    <Bar of={of} noun={noun} which={which}>
      {children}
    </Bar>
  );
}

function Bar({ of, noun, which, children }: Props) {
  const found = useLook(counting(which), which.job === undefined ? {} : { job: which.job }, { filter: which.filter }, { pace: 5_000 }).value.data;
  return (
    <div class="selection buttons" role="group" aria-label={`What to do with the selected ${noun}s`}>
      <span>{of.isAll ? (found ? `All ${atLeast(found)} ${noun}${found.count === 1 ? '' : 's'} that match` : `All ${noun}s that match`) : `${counted(of.chosen.length, noun)} selected`}</span>
      {!of.isAll && found && (found.count ?? 0) > of.chosen.length && (
        <button type="button" class="quiet" onClick={() => void (of.everything.value = of.selected.value)}>
          All {atLeast(found)} matching
        </button>
      )}
      {children}
      <button type="button" class="quiet" onClick={of.clear}>
        None
      </button>
    </div>
  );
}
