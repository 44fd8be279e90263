import type { TaskExplanation } from '@/api/schema';
import { Link } from './Link';
import { StateMark } from './State';

/** The reasons why a task does not run, each with who holds what it lacks. */
export function Reasons({ explanation }: { explanation: TaskExplanation }) {
  return (
    <>
      <p>
        <Link href={`/tasks/${encodeURIComponent(explanation.task)}`}>{explanation.label}</Link> <StateMark state={explanation.state} />
      </p>
      {explanation.reasons.length === 0 && <p class="faint">Nothing holds it back.</p>}
      <ol>
        {explanation.reasons.map((one) => (
          <li key={`${one.code}${one.reason}`}>
            {one.reason}
            {one.holders && one.holders.tasks.length > 0 && (
              <div class="faint">
                held by{' '}
                {one.holders.tasks.map((task, at) => (
                  <span key={task}>
                    {at > 0 && ', '}
                    <Link href={`/tasks/${encodeURIComponent(task)}`}>{task}</Link>
                  </span>
                ))}
                {one.holders.more > 0 && ` and ${one.holders.more} more`}
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
