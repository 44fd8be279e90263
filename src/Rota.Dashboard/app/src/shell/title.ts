// The title and the picture of the tab tell how it goes while somebody looks elsewhere.
import { signal } from '@preact/signals';
import type { Overview } from '@/api/schema';
import { colour } from '@/base/theme';

/** What a page says of itself in place of the whole state: a job says how far it is. */
export const ownTitle = signal<string | null>(null);

/** Shows the state in title and picture. */
export function showState(overview: Overview): void {
  const open = overview.jobs.filter((job) => !job.ended);
  const failed = open.reduce((sum, job) => sum + job.failed, 0);
  const first = open[0];
  const state = failed > 0 ? `● ${failed} failed · ` : '';
  const progress = first ? `${first.done}/${first.total} ${first.name}` : 'Rota';
  document.title = ownTitle.peek() ?? `${state}${progress}`;
  picture(failed > 0 ? 'failed' : first ? 'running' : 'succeeded');
}

function picture(family: string): void {
  const fill = colour(family);
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${fill}"/></svg>`;
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (link) link.href = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
}
