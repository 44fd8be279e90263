// The time, once a second while somebody looks: ages and durations of what runs are drawn from it.
import { signal } from '@preact/signals';

export const now = signal(Date.now());

/** Whether somebody can see the page: what is hidden follows nothing. */
export const isVisible = signal(document.visibilityState === 'visible');

setInterval(() => {
  if (document.visibilityState === 'visible') now.value = Date.now();
}, 1_000);
document.addEventListener('visibilitychange', () => {
  now.value = Date.now();
  isVisible.value = document.visibilityState === 'visible';
});
