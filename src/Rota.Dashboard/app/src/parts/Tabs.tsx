import { Link } from './Link';

/** Tabs that are pages: each has an address. */
export function Tabs({ label, tabs, current }: { label: string; current: string; tabs: Array<{ name: string; title: string; href: string; count?: string }> }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.name} href={tab.href} aria-current={tab.name === current ? 'page' : undefined}>
          {tab.title}
          {tab.count && <small> {tab.count}</small>}
        </Link>
      ))}
    </nav>
  );
}
