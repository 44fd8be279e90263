// The tabs of a job: a tab is a row here and a file beside this one.
import type { ComponentType } from 'preact';
import type { JobStatus } from '@/api/schema';

export interface TabProps {
  status: JobStatus;
}

export interface Tab {
  /** Its part of the address; the first has none. */
  name: string;
  title: string;
  load: () => Promise<{ default: ComponentType<TabProps> }>;
}

export const tabs: readonly Tab[] = [
  { name: '', title: 'Summary', load: () => import('./Summary') },
  { name: 'tasks', title: 'Tasks', load: () => import('./Tasks') },
  { name: 'time', title: 'Time', load: () => import('./Time') },
  { name: 'failures', title: 'Failures', load: () => import('./Failures') },
  { name: 'graph', title: 'Graph', load: () => import('./Graph') },
  { name: 'spec', title: 'Spec', load: () => import('./Spec') },
  { name: 'events', title: 'Events', load: () => import('./Events') },
];
