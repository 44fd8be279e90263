import { useLook } from '@/api/use';
import { counted } from '@/base/format';
import { useIdle } from '@/base/idle';
import { Link } from '@/parts/Link';

const ms = (of: number): string => `${of >= 10 ? Math.round(of) : Number(of.toPrecision(2))} ms`;

/** Who takes turns, and whether they come when it is theirs. */
export function Runners() {
  const { data } = useLook('/v1/slots', {}, {}, { pace: 5_000, when: useIdle() }).value;
  if (!data || data.runners.length === 0) return null;
  const late = Math.max(...data.runners.map((one) => one.lateness_p99_ms));
  const overruns = data.runners.reduce((sum, one) => sum + one.overruns, 0);
  return (
    <p class="faint">
      <Link href="/turns">{counted(data.runners.length, 'runner')}</Link> in a cycle of {ms(data.cycle_ms)}, 99 of 100 turns at most {ms(late)} late
      {overruns > 0 && `, ${counted(overruns, 'turn')} too long`}.
    </p>
  );
}
