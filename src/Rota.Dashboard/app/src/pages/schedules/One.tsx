import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { commandLine, duration, instant, since, utc } from '@/base/format';
import { setQuery } from '@/base/router';
import { Command } from '@/parts/Command';
import { Look } from '@/parts/Look';
import { Strip } from '@/parts/Strip';
import type { Schedule } from '../Schedules';

/** One schedule: its rules in words, its next instants, and how its last runs went. */
export function One({ schedule }: { schedule: Schedule }) {
  const next = useLook('/v1/schedules/{schedule}/next', { schedule: schedule.name }, { count: 5 }, { pace: 15_000 });
  const runs = useLook('/v1/names/{name}/runs', { name: schedule.name }, { limit: 30 }, { when: schedule.last_job != null, pace: 5_000 });
  return (
    <div class="cards apart">
      <section class="card" aria-label={`Next instants of ${schedule.name}`}>
        <h2>Next instants of {schedule.name}</h2>
        <Look of={next}>
          {(data) => (
            <ol>
              {((data.next ?? []) as string[]).map((at) => (
                <li key={at} title={utc(at)}>
                  {instant(at)} <small>in {duration(-(since(at, now.value) ?? 0))}</small>
                </li>
              ))}
            </ol>
          )}
        </Look>
        <p class="faint">
          {schedule.cron} on the clock of {schedule.timezone}. While an earlier run is open: {schedule.overlap}. Missed instants are made up for as far back as{' '}
          {duration(schedule.catch_up_seconds)}.
        </p>
        {schedule.last_skipped && <p>Left out last, for an earlier run was open: {instant(schedule.last_skipped)}</p>}
        <Command line={commandLine('rota', 'schedule', 'next', schedule.name)} />
      </section>
      {schedule.last_job != null && (
        <section class="card" aria-label={`Last runs of ${schedule.name}`}>
          <h2>Last runs</h2>
          <Look of={runs}>
            {(data) => (
              <>
                <p>
                  {data.times
                    ? `Those that succeeded took ${duration(data.times.least)} to ${duration(data.times.most)}, half of them at most ${duration(data.times.median)}.`
                    : 'None has succeeded yet.'}
                </p>
                <div class="strip-large">
                  <Strip runs={data.runs} height={48} />
                </div>
              </>
            )}
          </Look>
        </section>
      )}
      <p>
        <button type="button" class="quiet" onClick={() => setQuery({ schedule: null })}>
          Close
        </button>
      </p>
    </div>
  );
}
