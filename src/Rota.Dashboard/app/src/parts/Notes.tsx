import type { ComponentChildren } from 'preact';
import type { Problem } from '@/api/client';
import { Command } from './Command';

/** What went wrong: the code, the sentence, what to do, and what the log knows the request by. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const { code, detail, tries, request_id: request, errors } = problem.view;
  return (
    <div class="note note-problem" role="alert">
      <p>
        <strong>{detail}</strong> <code>{code}</code>
      </p>
      {errors && errors.length > 0 && (
        <ul>
          {errors.map((one) => (
            <li key={`${one.line}:${one.column}`}>
              line {one.line}, column {one.column}: {one.message} {one.hint}
            </li>
          ))}
        </ul>
      )}
      {tries?.map((one) => (one.startsWith('rota ') ? <Command key={one} line={one} /> : <p key={one}>{one}</p>))}
      {request && <p class="faint">request {request}</p>}
    </div>
  );
}

/** Nothing is there yet: says why, and the command that fills it. */
export function Empty({ title, children, command }: { title: string; children?: ComponentChildren; command?: string }) {
  return (
    <div class="note">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
      {command && <Command line={command} />}
    </div>
  );
}

/** The first answer is on its way. */
export function Awaited() {
  return <div class="awaited" role="progressbar" aria-label="Loading" />;
}
