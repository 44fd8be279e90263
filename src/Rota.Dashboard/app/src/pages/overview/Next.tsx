import { useLook } from '@/api/use';
import { now } from '@/base/clock';
import { duration, instant, since } from '@/base/format';
import { useIdle } from '@/base/idle';
import { Command } from '@/parts/Command';
import { Link } from '@/parts/Link';
import { Look } from '@/parts/Look';
import { StateMark } from '@/parts/State';

/** What runs by itself next. */
export function Next() {
  const schedules = useLook('/v1/schedules', {}, {}, { pace: 10_000, when: useIdle() });
  return (
    <section class="card" aria-label="What runs next">
      <h2>
        <Link href="/schedules">Next</Link>
      </h2>
      <Look of={schedules}>
        {({ schedules: all }) => {
          const due = all.filter((one) => one.next && !one.paused).sort((a, b) => Date.parse(a.next!) - Date.parse(b.next!));
          return due.length === 0 ? (
            <>
              <p class="faint">Nothing is scheduled. A job file with a schedule runs by itself:</p>
              <Command line="rota schedule add FILE" />
            </>
          ) : (
            <ul class="plain">
              {due.slice(0, 6).map((one) => (
                <li key={one.name}>
                  {instant(one.next, now.value)} {one.name} {whenOf(since(one.next, now.value) ?? 0)}
                </li>
              ))}
            </ul>
          );
        }}
      </Look>
    </section>
  );
}

/** A daemon decides on an instant within seconds: one that has passed for longer is late. */
const patience = 60;

const whenOf = (passed: number) =>
  passed > patience ? <StateMark state="lost" words={`late by ${duration(passed)}`} /> : <small>in {duration(-passed)}</small>;
