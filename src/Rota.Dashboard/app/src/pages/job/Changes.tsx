import type { JobSpecView } from '@/api/schema';
import { useLook } from '@/api/use';
import { diff, type Line } from '@/base/diff';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';

const signs = { same: ' ', gone: '-', new: '+' } as const;
const context = 3;

/** How the job differs from the run before it of its name; nothing where there was none. */
export function Changes({ of }: { of: JobSpecView }) {
  const runs = useLook('/v1/names/{name}/runs', { name: of.job }, { limit: 100 }, { pace: 60_000 }).value.data?.runs ?? [];
  const before = Math.max(0, ...runs.map((one) => one.id).filter((id) => id < of.job));
  return before > 0 ? <Between key={before} before={before} of={of} /> : null;
}

function Between({ before, of }: { before: number; of: JobSpecView }) {
  const spec = useLook('/v1/jobs/{job}/spec', { job: before }, {}, { pace: 60_000 });
  return (
    <>
      <h2 class="apart">
        Since <Link href={`/jobs/${before}/spec`}>run {before}</Link>
      </h2>
      <Look of={spec}>{(data) => <Lines lines={diff(textOf(data), textOf(of))} />}</Look>
    </>
  );
}

function Lines({ lines }: { lines: Line[] | null }) {
  if (!lines) return <p class="faint">The two differ in too many lines to compare them here.</p>;
  if (lines.every((one) => one.kind === 'same')) return <p class="faint">The same entries, parameters and environment.</p>;
  // Of what is the same, only what is near to what is not.
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - context), at + context + 1).some((one) => one.kind !== 'same'));
  return (
    <pre class="source diff" tabIndex={0} aria-label="What has changed since the run before">
      {lines.map((one, at) =>
        isNear[at] ? (
          <span key={at} class={`diff-${one.kind}`}>{`${signs[one.kind]} ${one.text}\n`}</span>
        ) : isNear[at - 1] ? (
          <span key={at} class="faint">{'…\n'}</span>
        ) : null,
      )}
    </pre>
  );
}

/** The file, with what else was said of the job beneath. */
const textOf = (of: JobSpecView): string =>
  [
    of.file.trimEnd(),
    ...Object.entries(of.params).map(([name, value]) => `# parameter ${name}=${value}`),
    ...Object.entries(of.environment).map(([name, value]) => `# environment ${name}=${value}`),
    `# starts in ${of.directory}`,
  ].join('\n');
