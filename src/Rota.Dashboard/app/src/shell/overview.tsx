// How the state stands, looked at once for all that shows a part of it: the alerts, the title, the first page.
import { signal, type Signal } from '@preact/signals';
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { isLoggedIn } from '@/api/client';
import type { Overview } from '@/api/schema';
import { useLook, type Shown } from '@/api/use';
import { showState } from './title';

const Context = createContext<Signal<Shown<Overview>>>(signal({ data: null, problem: null, at: 0 }));

/** The overview as it was answered last. */
export const useOverview = () => useContext(Context);

export function OverviewProvider({ children }: { children: ComponentChildren }) {
  const overview = useLook('/v1/overview', {}, { rows: 20 }, { when: isLoggedIn.value });
  const { data } = overview.value;
  useEffect(() => {
    if (data) showState(data);
  }, [data]);
  return <Context.Provider value={overview}>{children}</Context.Provider>;
}
