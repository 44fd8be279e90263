import { ask, isLoggedIn } from '@/api/client';
import { theme, turnTheme } from '@/base/theme';

/** Turns the theme. */
export function ThemeButton() {
  const sign = { system: '◐', light: '☀', dark: '☾' }[theme.value];
  return (
    <button type="button" class="quiet" onClick={turnTheme} aria-label={`Theme: ${theme.value}`} title={`Theme: ${theme.value}`}>
      {sign}
    </button>
  );
}

/** Logs out. */
export function Account() {
  const leave = async () => {
    await ask('DELETE', '/v1/session').catch(() => undefined);
    isLoggedIn.value = false;
  };
  return (
    <button type="button" class="quiet" onClick={leave}>
      Log out
    </button>
  );
}
