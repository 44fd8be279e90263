import { useComputed, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { isLoggedIn } from '@/api/client';
import { useKeys } from '@/base/keys';
import { go, match, path } from '@/base/router';
import { turnTheme } from '@/base/theme';
import { pages, type Page, type PageProps } from '@/pages/pages';
import { ActionDialog } from '@/parts/Action';
import { copyCommand, told } from '@/parts/Command';
import { Link } from '@/parts/Link';
import { Operation } from '@/parts/Operation';
import { Awaited, Empty } from '@/parts/Notes';
import { Alerts } from './Alerts';
import { Explain } from './Explain';
import { Keys, isShown } from './Keys';
import { Life } from './Life';
import { Login } from './Login';
import { Search } from './Search';
import { Account, ThemeButton } from './Account';
import { OverviewProvider } from './overview';

interface Found {
  page: Page;
  parts: Record<string, string>;
}

/** The page that an address names. */
function find(of: string): Found | null {
  for (const page of pages) {
    const parts = match(page.path, of);
    if (parts) return { page, parts };
  }
  return null;
}

/** What is around every page. */
export function Shell() {
  const found = useComputed(() => find(path.value));
  useKeys([
    ...pages.flatMap((page) => (page.key ? [{ key: `g ${page.key}`, does: `go to ${page.title}`, run: () => go(page.path) }] : [])),
    { key: '?', does: 'all keys', run: () => void (isShown.value = true) },
    { key: 'y', does: 'copy the command line of the page', run: () => void copyCommand() },
    { key: 'T', does: 'light, dark, or as the system', run: turnTheme },
  ]);
  // What a dialog is about was on the page before.
  useEffect(() => document.querySelectorAll<HTMLDialogElement>('dialog[open]').forEach((one) => one.close()), [path.value]);
  if (!isLoggedIn.value) return <Login />;
  const at = found.value;
  return (
    <OverviewProvider>
      <a class="skip" href="#main">
        To the page
      </a>
      <header class="head">
        <div class="head-line">
          <Link href="/" class="brand">
            ROTA
          </Link>
          <Life />
          <Search />
          <ThemeButton />
          <button type="button" class="quiet" onClick={() => void (isShown.value = true)} aria-label="All keys">
            ?
          </button>
          <Account />
        </div>
        <div class="head-line">
          <nav class="pages" aria-label="Pages">
            {pages.map((page) =>
              page.key ? (
                <Link key={page.path} href={page.path} aria-current={isWithin(page.path, path.value) ? 'page' : undefined}>
                  {page.title}
                </Link>
              ) : null,
            )}
          </nav>
          <Alerts />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {at ? <Shown key={at.page.path + (at.parts['job'] ?? at.parts['task'] ?? '')} page={at.page} parts={at.parts} /> : <Nothing />}
      </main>
      <ActionDialog />
      <Explain />
      <Operation />
      <Keys />
      <p class="told" role="status">
        {told}
      </p>
    </OverviewProvider>
  );
}

function Nothing() {
  return (
    <Empty title="There is no page at this address.">
      <p>
        <Link href="/">Overview</Link> · <Link href="/jobs">Jobs</Link>
      </p>
    </Empty>
  );
}

/** A page, once its script is there. */
function Shown({ page, parts }: Found) {
  const loaded = useSignal<{ Page: ComponentType<PageProps> } | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    document.title = `${page.title} · Rota`;
    page.load().then(
      (module) => void (loaded.value = { Page: module.default }),
      () => void (failed.value = true),
    );
  }, [page]);
  if (failed.value) return <Empty title="This page could not be loaded: the daemon is gone, or a newer one is here. Load it again." />;
  return loaded.value ? <loaded.value.Page parts={parts} /> : <Awaited />;
}

const isWithin = (page: string, at: string): boolean =>
  page === '/' ? at === '/' : at === page || at.startsWith(`${page}/`) || (page === '/jobs' && at.startsWith('/tasks/'));
