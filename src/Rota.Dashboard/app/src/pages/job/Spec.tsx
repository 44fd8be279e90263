import { useLook } from '@/api/use';
import { count } from '@/base/format';
import { Look } from '@/parts/Look';
import { Changes } from './Changes';
import type { TabProps } from './tabs';

/** What the job is: what runs, with what, and where it came from. */
export default function Spec({ status }: TabProps) {
  const spec = useLook('/v1/jobs/{job}/spec', { job: status.job.id }, {}, { pace: 10_000 });
  return (
    <Look of={spec}>
      {(data) => (
        <>
          <table class="narrow">
            <caption class="unseen">Entries and what they need</caption>
            <thead>
              <tr>
                <th scope="col">entry</th>
                <th scope="col" class="number">tasks</th>
                <th scope="col">needs</th>
              </tr>
            </thead>
            <tbody>
              {data.entries.map((entry) => (
                <tr key={entry.task}>
                  <td>{entry.task}{entry.finally && <small> finally</small>}</td>
                  <td class="number">{count(entry.tasks)}</td>
                  <td>{entry.needs.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2 class="apart">As a file</h2>
          <pre class="source" tabIndex={0} aria-label="The entries as a job file">{data.file}</pre>
          {data.left_out.length > 0 && <p class="faint">Not UTF-8, and so not in it: {data.left_out.join(', ')}</p>}
          <Changes of={data} />
          <Values title="Parameters" of={data.params} />
          <Values title="Environment that the submission states" of={data.environment} />
          <p class="faint">
            Starts in <code>{data.directory}</code>. {count(data.captured.length)} more variables were taken from its surroundings
            {data.secrets.length > 0 && <>; given at the start, and stored nowhere: {data.secrets.join(', ')}</>}.
          </p>
          {data.captured.length > 0 && (
            <details>
              <summary>Names of these variables</summary>
              <p class="mono">{data.captured.join(' ')}</p>
            </details>
          )}
        </>
      )}
    </Look>
  );
}

function Values({ title, of }: { title: string; of: Record<string, string> }) {
  const rows = Object.entries(of);
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <table class="narrow">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="mono">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
