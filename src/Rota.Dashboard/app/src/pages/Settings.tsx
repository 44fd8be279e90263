import { address, query } from '@/base/router';
import { Tabs } from '@/parts/Tabs';
import { About } from './settings/About';
import { Notifications } from './settings/Notifications';
import { Tokens } from './settings/Tokens';

const tabs = [
  { name: 'notifications', title: 'Notifications', Part: Notifications },
  { name: 'tokens', title: 'Tokens', Part: Tokens },
  { name: 'about', title: 'About', Part: About },
] as const;

/** Whom to tell of what, who may ask, and what this state and its machine are. */
export default function Settings() {
  const name = query.value.get('part') ?? tabs[0].name;
  const tab = tabs.find((one) => one.name === name) ?? tabs[0];
  return (
    <section aria-labelledby="settings-title">
      <h1 id="settings-title">Settings</h1>
      <Tabs label="Parts of the settings" current={tab.name} tabs={tabs.map((one) => ({ name: one.name, title: one.title, href: address('/settings', { part: one.name }) }))} />
      <tab.Part key={tab.name} />
    </section>
  );
}
