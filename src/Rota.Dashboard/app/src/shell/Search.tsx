import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useKeys } from '@/base/keys';
import { offersOf, type Offer } from './offers';
import { useOverview } from './overview';

/** Finds jobs, tasks, pages and actions by what one types. */
export function Search() {
  const text = useSignal('');
  const at = useSignal(0);
  const isOpen = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const overview = useOverview();
  useKeys([{ key: '/', does: 'search jobs, tasks and actions', run: () => input.current?.focus() }]);
  const offers = isOpen.value ? offersOf(text.value.trim(), overview.value.data) : [];
  const take = (offer: Offer | undefined) => {
    if (!offer) return;
    offer.run();
    text.value = '';
    isOpen.value = false;
    input.current?.blur();
  };
  return (
    <div class="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search jobs, tasks and actions"
        aria-expanded={offers.length > 0}
        aria-controls="offers"
        aria-activedescendant={offers.length > 0 ? `offer-${at.value}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder="/ search: 42, 42.train.3, a name, pause gpu"
        value={text}
        onFocus={() => (isOpen.value = true)}
        onBlur={() => (isOpen.value = false)}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          at.value = 0;
          isOpen.value = true;
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') at.value = Math.min(offers.length - 1, at.value + 1);
          else if (event.key === 'ArrowUp') at.value = Math.max(0, at.value - 1);
          else if (event.key === 'Enter') take(offers[at.value]);
          else if (event.key === 'Escape') input.current?.blur();
          else return;
          event.preventDefault();
        }}
      />
      <ul id="offers" role="listbox" aria-label="What was found" hidden={offers.length === 0}>
        {offers.map((offer, nth) => (
          <li
            key={offer.text}
            id={`offer-${nth}`}
            role="option"
            aria-selected={nth === at.value}
            onMouseDown={(event) => {
              event.preventDefault();
              take(offer);
            }}
          >
            {offer.text} <small>{offer.what}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
