import type { FailureGroups } from '@/api/schema';
import { useLook } from '@/api/use';
import { rerun } from '@/base/actions';
import { count, counted, instant } from '@/base/format';
import { ActionButton } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';

type Group = FailureGroups['groups'][number];

/** What failed of a job by cause, each with the rerun that fits. */
export function FailureCards({ job, most }: { job: number; most?: number }) {
  const failures = useLook('/v1/jobs/{job}/failures', { job }, {}, { pace: 3_000 });
  return (
    <Look of={failures}>
      {(data) => (
        <section class="card" aria-label="Failures by cause">
          <h2>
            {counted(data.tasks, 'task')} failed, of {counted(data.groups.length, 'cause')}
          </h2>
          {data.tasks === 0 && <p class="faint">Nothing failed.</p>}
          {data.groups.slice(0, most).map((group) => (
            <Cause key={group.ending + group.shape} job={job} group={group} />
          ))}
          {most && data.groups.length > most && <Link href={`/jobs/${job}/failures`}>All {count(data.groups.length)} causes</Link>}
          {!most && data.others > 0 && <p class="faint">{counted(data.others, 'task')} more, of rarer causes.</p>}
        </section>
      )}
    </Look>
  );
}

function Cause({ job, group }: { job: number; group: Group }) {
  const example = group.examples[0];
  return (
    <article class="cause">
      <h3>
        <b>{count(group.tasks)}</b> × {group.ending} <span class="mono">{group.shape}</span>
      </h3>
      <p class="faint">
        {group.nodes.length > 0 && <>on {group.nodes.join(', ')} · </>}
        {group.first && <>{instant(group.first)}{group.last !== group.first && <> to {instant(group.last)}</>} · </>}
        {group.examples.map((one, at) => (
          <span key={one.address}>
            {at > 0 && ', '}
            <Link href={`/tasks/${encodeURIComponent(one.address)}`}>{one.label}</Link>
          </span>
        ))}
      </p>
      {example?.message && <pre class="message">{example.message}</pre>}
      <p class="buttons">
        {example && <ActionButton action={rerun(job, { like: example.address })}>{`Rerun these ${count(group.tasks)}`}</ActionButton>}
        <Command line={group.logs} />
      </p>
    </article>
  );
}
