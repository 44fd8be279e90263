import { useSignal } from '@preact/signals';
import { ask, isLoggedIn, Problem } from '@/api/client';
import { Command } from '@/parts/Command';
import { ProblemNote } from '@/parts/Notes';

/** Why the code in the address did not do; null where there was none. */
let refused: Problem | null = null;

/** Takes the one-time code of the address, which is taken out of it first. */
export async function enterByCode(): Promise<void> {
  const code = /^#c=([\w-]+)$/.exec(location.hash)?.[1];
  if (!code) return;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    await ask('POST', '/v1/session', { code });
    isLoggedIn.value = true;
  } catch (error) {
    refused = error as Problem;
    isLoggedIn.value = false;
  }
}

/** Who is not logged in gets the command that helps, and a place for the token. */
export function Login() {
  const token = useSignal('');
  const problem = useSignal<Problem | null>(refused);
  const enter = async (event: Event) => {
    event.preventDefault();
    try {
      await ask('POST', '/v1/session', { token: token.value.trim() });
      refused = null;
      isLoggedIn.value = true;
    } catch (error) {
      problem.value = error as Problem;
    }
  };
  return (
    <main class="login" id="main">
      <h1>Rota</h1>
      {problem.value && <ProblemNote problem={problem.value} />}
      <p>This command opens the dashboard, logged in. Call it on the machine of the daemon, beside its state:</p>
      <Command line="rota dashboard" />
      <form onSubmit={enter}>
        <label>
          Or with a token, as it stands in <code>api.token</code> of the state
          <input type="password" autocomplete="off" value={token} onInput={(event) => (token.value = event.currentTarget.value)} />
        </label>
        <button type="submit" class="primary">
          Log in
        </button>
      </form>
    </main>
  );
}
