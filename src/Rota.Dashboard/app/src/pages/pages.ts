// All pages: a page is a row here and a file beside this one. What can be reached by the server is its list of names too
// (Rota.Web/Pages/PageNames); a test compares the two.
import type { ComponentType } from 'preact';
import Overview from './Overview';

export interface PageProps {
  /** The parts of the path that the pattern names. */
  parts: Record<string, string>;
}

type Loaded = Promise<{ default: ComponentType<PageProps> }>;

export interface Page {
  /** What the navigation and the title call it. */
  title: string;
  /** The path, with parts such as `:job`; one with a question mark may be missing. */
  path: string;
  /** Behind `g` it goes there; a page with a key stands in the navigation. */
  key?: string;
  load: () => Loaded;
}

export const pages: readonly Page[] = [
  { title: 'Overview', path: '/', key: 'o', load: async () => ({ default: Overview }) },
  { title: 'Jobs', path: '/jobs', key: 'j', load: () => import('./Jobs') },
  { title: 'Queues', path: '/queues', key: 'q', load: () => import('./Queues') },
  { title: 'Budgets', path: '/budgets', key: 'b', load: () => import('./Budgets') },
  { title: 'Schedules', path: '/schedules', key: 's', load: () => import('./Schedules') },
  { title: 'Nodes', path: '/nodes', key: 'n', load: () => import('./Nodes') },
  { title: 'Turns', path: '/turns', key: 't', load: () => import('./Turns') },
  { title: 'Repairs', path: '/repairs', key: 'r', load: () => import('./Repairs') },
  { title: 'Audit', path: '/audit', key: 'a', load: () => import('./Audit') },
  { title: 'Settings', path: '/settings', key: ',', load: () => import('./Settings') },
  { title: 'Submit', path: '/submit', key: 'u', load: () => import('./Submit') },
  { title: 'Job', path: '/jobs/:job/:tab?', load: () => import('./Job') },
  { title: 'Task', path: '/tasks/:task', load: () => import('./Task') },
];
