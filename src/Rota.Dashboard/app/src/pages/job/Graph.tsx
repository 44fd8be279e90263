import type { GraphView } from '@/api/schema';
import { useLook } from '@/api/use';
import { count, counted } from '@/base/format';
import { address, go } from '@/base/router';
import { Look } from '@/parts/Look';
import { Link } from '@/parts/Link';
import { Empty } from '@/parts/Notes';
import { StateBar } from '@/parts/State';
import type { TabProps } from './tabs';

const [boxWidth, boxHeight, gapX, gapY] = [190, 52, 56, 14];
const families: Record<string, string> = { waiting: 'ready' };

/** The entries of a job and what they need, level by level. */
export default function Graph({ status }: TabProps) {
  const job = status.job.id;
  const graph = useLook('/v1/jobs/{job}/graph', { job }, {}, { pace: 2_000 });
  return (
    <Look of={graph}>
      {(data) =>
        data.boxes.length === 0 ? (
          <Empty title="The job has one entry: there is no graph to draw.">
            <Link href={`/jobs/${job}/tasks`}>Its tasks</Link>
          </Empty>
        ) : (
          <Drawing graph={data} job={job} />
        )
      }
    </Look>
  );
}

function Drawing({ graph, job }: { graph: GraphView; job: number }) {
  const rows = new Map<number, number>();
  const places = graph.boxes.map((box) => {
    const level = box.level ?? 0;
    const row = rows.get(level) ?? 0;
    rows.set(level, row + 1);
    return { x: level * (boxWidth + gapX), y: row * (boxHeight + gapY) };
  });
  const width = Math.max(...places.map((one) => one.x)) + boxWidth;
  const height = Math.max(...places.map((one) => one.y)) + boxHeight;
  const folding = { family: ', entries alike as one box', level: ', a level as one box' }[graph.folding as string] ?? '';
  const blocks = graph.edges.filter((edge) => edge.blocks).length;
  return (
    <>
      <p class="answer">
        {counted(graph.boxes.length, 'box').replace('boxs', 'boxes')} on {counted(rows.size, 'level')}
        {folding}
        {blocks > 0 ? `; ${counted(blocks, 'need')} keep tasks from running: these are drawn thick` : '; no need keeps anything from running'}
        {graph.levels_left_out > 0 && `; ${counted(graph.levels_left_out, 'more level')} are left out`}.
      </p>
      <div class="graph-box" tabIndex={0} role="region" aria-label="Graph of the job">
        <div class="graph" style={{ width: `${width}px`, height: `${height}px` }}>
          <svg width={width} height={height} aria-hidden="true">
            {graph.edges.map((edge) => {
              const [a, b] = [places[edge.from]!, places[edge.to]!];
              const [x1, y1, x2, y2] = [a.x + boxWidth, a.y + boxHeight / 2, b.x, b.y + boxHeight / 2];
              const bend = Math.max(20, (x2 - x1) / 2);
              return (
                <path key={`${edge.from}-${edge.to}`} class={edge.blocks ? 'need is-blocking' : 'need'} d={`M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}>
                  {edge.condition && <title>{edge.condition}</title>}
                </path>
              );
            })}
          </svg>
          {graph.boxes.map((box, nth) => {
            const states = Object.fromEntries(Object.entries(box.states ?? {}).map(([name, of]) => [families[name] ?? name, of]));
            const isEntry = box.entries === 1;
            return (
              <div
                key={nth}
                class="graph-entry"
                style={{ left: `${places[nth]!.x}px`, top: `${places[nth]!.y}px`, width: `${boxWidth}px`, height: `${boxHeight}px` }}
                onClick={() => isEntry && go(address(`/jobs/${job}/tasks`, { filter: `task:${box.name}` }))}
              >
                <span class="graph-name">
                  {isEntry ? <Link href={address(`/jobs/${job}/tasks`, { filter: `task:${box.name}` })}>{box.name ?? ''}</Link> : box.name}
                  <small> {isEntry ? count(box.tasks) : `${count(box.entries)} entries, ${count(box.tasks)}`}</small>
                </span>
                <StateBar states={states} total={box.tasks ?? 1} isThin />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
