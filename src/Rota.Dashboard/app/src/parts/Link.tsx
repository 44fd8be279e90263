import type { ComponentChildren } from 'preact';
import { go } from '@/base/router';

interface Props {
  href: string;
  children: ComponentChildren;
  class?: string;
  title?: string;
  tabIndex?: number;
  'aria-current'?: 'page' | undefined;
  'aria-label'?: string;
  style?: Record<string, string | number>;
}

/** A link to another page: without a load, but where the browser is asked for a new tab. */
export function Link({ href, children, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event: MouseEvent) => {
        if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
