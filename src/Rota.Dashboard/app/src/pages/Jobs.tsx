import { useMemo } from 'preact/hooks';
import { look } from '@/api/client';
import { sorted, sortOf, useRows } from '@/api/list';
import type { JobList } from '@/api/schema';
import { cancelJobs, pauseJobs, rerun } from '@/base/actions';
import { commandLine, count } from '@/base/format';
import { matching, ofAll } from '@/base/matching';
import { query, setQuery } from '@/base/router';
import { propose } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { FilterBox } from '@/parts/FilterBox';
import { FilterChips } from '@/parts/FilterChips';
import { Grid } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { SelectionBar, useSelection } from '@/parts/Selection';
import { explain } from '@/shell/Explain';
import { firstEntry } from './job/entries';
import { Actions } from './jobs/Actions';
import { columnsWith, type Job } from './jobs/columns';
import { useNotes } from './notes';

const fields = ['id:', 'name:', 'state:', 'queue:', 'tag.', 'priority:', 'tasks:', 'failed:', 'running:', 'attempts:', 'dur:', 'submitted:', 'started:', 'ended:', 'text:', 'sort:'];
const usual: Array<[string, string]> = [
  ['All', ''],
  ['Running', 'state:running'],
  ['Waiting', 'state:queued,paused'],
  ['Failed today', 'state:failed ended:<24h'],
  ['Longest', 'sort:-dur'],
];

/** Finds one job among many, and acts on several. */
export default function Jobs() {
  const filter = query.value.get('filter') ?? '';
  const rows = useRows('/v1/jobs', {}, { filter });
  const set = (next: string) => setQuery({ filter: next });
  return (
    <section aria-labelledby="jobs-title">
      <h1 id="jobs-title">Jobs</h1>
      <FilterBox value={filter} onChange={set} problem={rows.problem} label="Filter jobs" fields={fields} />
      <FilterChips list="jobs" filter={filter} usual={usual} />
      <Look of={rows.shown}>
        {(data) => <List jobs={[...data.jobs, ...rows.beyond.flatMap((one) => one.jobs)]} data={data} more={rows.more} filter={filter} />}
      </Look>
    </section>
  );
}

interface ListProps {
  jobs: Job[];
  data: JobList;
  more: (() => void) | null;
  filter: string;
}

/** Of several entries it is said of which: the first that waits. */
async function why(job: number): Promise<void> {
  const { body } = await look('/v1/jobs/{job}', { job });
  if (body) explain(firstEntry(body));
}

function List({ jobs, data, more, filter }: ListProps) {
  const notes = useNotes(jobs);
  const columns = useMemo(() => columnsWith(notes), [notes]);
  const selection = useSelection(filter);
  const acts = (verb: 'cancel' | 'pause', named: typeof cancelJobs, job: Job) =>
    propose(selection.isAll ? ofAll(verb, matching(filter)) : named(selection.chosen.length > 0 ? selection.chosen : [job.id]));
  if (jobs.length === 0) return filter ? <Empty title={`No job fits ${filter}.`} /> : <Empty title="No job was submitted yet." command="rota submit examples/checksums.yaml" />;
  return (
    <>
      <p class="faint">
        {count(jobs.length)}
        {more ? '+ ' : ' '}
        {jobs.length === 1 ? 'job' : 'jobs'}
        {data.complete === false && ', what was found in 2 s: narrow the filter'} · <Command line={commandLine('rota', 'ls', ...(filter ? ['--where', filter] : []))} />
      </p>
      <Grid
        label="Jobs"
        rows={jobs}
        columns={columns}
        keyOf={(job) => `${job.id}`}
        hrefOf={(job) => `/jobs/${job.id}`}
        commandOf={(job) => commandLine('rota', 'status', job.id)}
        sort={sortOf(filter)}
        onSort={(sort) => setQuery({ filter: sorted(filter, sort) })}
        selected={selection.selected}
        everything={selection.everything}
        onEnd={more}
        keysOf={(job) => [
          { key: 'c', does: 'cancel the job, or those that are selected', run: () => acts('cancel', cancelJobs, job) },
          { key: 'p', does: 'pause the job, or those that are selected', run: () => acts('pause', pauseJobs, job) },
          { key: 'r', does: 'rerun what failed of the job', run: () => propose(rerun(job.id, { failed: true })) },
          { key: 'e', does: 'explain why the job waits', run: () => void why(job.id) },
        ]}
      />
      <SelectionBar of={selection} noun="job" which={matching(filter)}>
        <Actions filter={filter} of={selection} />
      </SelectionBar>
    </>
  );
}
