import { sorted, sortOf, useRows } from '@/api/list';
import type { TaskList } from '@/api/schema';
import { rerun } from '@/base/actions';
import { now } from '@/base/clock';
import { commandLine, count, duration, instant } from '@/base/format';
import { matching, ofAll } from '@/base/matching';
import { go, query, setQuery } from '@/base/router';
import { ActionButton, propose } from '@/parts/Action';
import { Command } from '@/parts/Command';
import { FilterBox } from '@/parts/FilterBox';
import { FilterChips } from '@/parts/FilterChips';
import { Grid, type Column } from '@/parts/Grid';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { SelectionBar, useSelection, type Selection } from '@/parts/Selection';
import { StateMark } from '@/parts/State';
import { explain } from '@/shell/Explain';
import type { TabProps } from './tabs';

type Task = TaskList['tasks'][number];

const fields = ['task:', 'index:', 'name:', 'state:', 'attempt:', 'node:', 'exit:', 'signal:', 'dur:', 'started:', 'ended:', 'text:', 'param.', 'result.', 'progress.', 'sort:'];

/** The tasks of a job: found, sorted, run again. */
export default function Tasks({ status }: TabProps) {
  const { job } = status;
  const filter = query.value.get('filter') ?? '';
  const rows = useRows('/v1/jobs/{job}/tasks', { job: job.id }, { filter });
  const selection = useSelection(filter);
  const addressOf = (task: Task) => [job.id, task.task, ...(task.index == null ? [] : [task.index])].join('.');
  const hrefOf = (task: Task) => `/tasks/${encodeURIComponent(addressOf(task))}`;
  return (
    <>
      <FilterBox value={filter} onChange={(next) => setQuery({ filter: next })} problem={rows.problem} label="Filter tasks" fields={fields} placeholder="state:failed exit:137 dur:>10m sort:-dur" />
      <FilterChips list="tasks" job={job.id} filter={filter} />
      <Look of={rows.shown}>
        {(data) => {
          const tasks = [...data.tasks, ...rows.beyond.flatMap((one) => one.tasks)];
          if (tasks.length === 0) return <Empty title={filter ? `No task fits ${filter}.` : 'This job has no tasks yet.'} />;
          return (
            <>
              <p class="faint">
                {count(tasks.length)}
                {rows.more ? '+' : ''} of {count(job.total)} {data.complete === false && '· what was found in 2 s: narrow the filter '}
                {data.index && <>· by {data.index} </>}· <Command line={commandLine('rota', 'tasks', job.id, ...(filter ? ['--where', filter] : []))} />
              </p>
              <Grid
                label="Tasks"
                rows={tasks}
                columns={columns}
                keyOf={addressOf}
                hrefOf={hrefOf}
                commandOf={(task) => commandLine('rota', 'logs', addressOf(task))}
                sort={sortOf(filter)}
                onSort={(sort) => setQuery({ filter: sorted(filter, sort) })}
                selected={selection.selected}
                everything={selection.everything}
                onEnd={rows.more}
                keysOf={(task) => [
                  { key: 'e', does: 'explain why the task does not run', run: () => explain(addressOf(task)) },
                  { key: 'l', does: 'log of the task', run: () => go(`${hrefOf(task)}#log`) },
                  { key: 'r', does: 'rerun the task', run: () => propose(rerun(job.id, chosenOf([addressOf(task)], job.id))) },
                ]}
              />
              <SelectionBar of={selection} noun="task" which={matching(filter, job.id)}>
                <Actions job={job.id} filter={filter} of={selection} />
              </SelectionBar>
            </>
          );
        }}
      </Look>
    </>
  );
}

function Actions({ job, filter, of }: { job: number; filter: string; of: Selection }) {
  const which = matching(filter, job);
  if (of.isAll) {
    return (
      <>
        <ActionButton action={ofAll('rerun', which)}>Rerun</ActionButton>
        <ActionButton action={ofAll('hold', which)}>Hold</ActionButton>
        <ActionButton action={ofAll('release', which)}>Release</ActionButton>
      </>
    );
  }
  const entries = new Set(of.chosen.map((one) => one.split('.')[1]));
  return entries.size === 1 ? (
    <ActionButton action={rerun(job, chosenOf(of.chosen, job))}>Rerun</ActionButton>
  ) : (
    <span class="faint">tasks of one entry can be run again together, and all that match</span>
  );
}

/** Tasks of one entry, as a rerun names them. */
function chosenOf(addresses: string[], job: number): { task: string; tasks?: string } {
  const [entry = '', ...indices] = [addresses[0]!.slice(`${job}.`.length).split('.')[0], ...addresses.flatMap((one) => one.slice(`${job}.`.length).split('.').slice(1))];
  return indices.length > 0 ? { task: entry, tasks: indices.join(',') } : { task: entry };
}

const columns: ReadonlyArray<Column<Task>> = [
  { name: 'task', title: 'task', width: 'minmax(16ch, 2fr)', cell: (task) => <span class="mono">{task.label ?? (task.index == null ? task.task : `${task.task}.${task.index}`)}</span> },
  { name: 'state', title: 'state', width: '14ch', cell: (task) => <StateMark state={task.state} {...(task.held ? { words: 'held' } : {})} /> },
  { name: 'attempt', title: 'attempt', width: '8ch', isNumber: true, sort: 'attempt', from: 760, cell: (task) => task.attempt || '' },
  { name: 'exit', title: 'exit', width: '8ch', isNumber: true, sort: 'exit', cell: (task) => task.exit_code ?? (task.signal ? `SIG ${task.signal}` : '') },
  { name: 'dur', title: 'took', width: '9ch', isNumber: true, sort: 'dur', cell: (task) => (task.started ? duration(task.seconds ?? (now.value - Date.parse(task.started)) / 1_000) : '') },
  { name: 'started', title: 'started', width: '13ch', isNumber: true, sort: 'started', from: 900, cell: (task) => (task.started ? instant(task.started, now.value) : '') },
  { name: 'node', title: 'node', width: '12ch', sort: 'node', from: 1100, cell: (task) => task.node ?? '' },
  { name: 'reason', title: 'message', width: 'minmax(12ch, 3fr)', cell: (task) => task.reason ?? task.progress ?? '' },
];
