// Light, dark, or what the system has: kept in this browser.
import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';
const kept = 'rota.theme';

export const theme = signal<Theme>((localStorage.getItem(kept) as Theme | null) ?? 'system');

effect(() => {
  const root = document.documentElement;
  if (theme.value === 'system') {
    root.removeAttribute('data-theme');
    localStorage.removeItem(kept);
  } else {
    root.dataset['theme'] = theme.value;
    localStorage.setItem(kept, theme.value);
  }
});

/** The next of the three. */
export function turnTheme(): void {
  const order: Theme[] = ['system', 'light', 'dark'];
  theme.value = order[(order.indexOf(theme.value) + 1) % order.length] ?? 'system';
}

/** Whether what is drawn by hand is drawn on dark; read in an effect, it tells of a change. */
export const isDark = signal(false);
const system = matchMedia('(prefers-color-scheme: dark)');
const look = () => (isDark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches));
effect(() => void look());
system.addEventListener('change', look);

/** The colour of a state family, or of a part of the page, as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
