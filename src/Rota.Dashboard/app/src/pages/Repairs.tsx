import { useLook } from '@/api/use';
import { Command } from '@/parts/Command';
import { Look } from '@/parts/Look';
import { Empty } from '@/parts/Notes';
import { StateMark } from '@/parts/State';
import { Operations } from './repairs/Operations';

/** What is not as it should be, and who mends it. Controllers that mend by themselves come later; what can be proven stands here. */
export default function Repairs() {
  const check = useLook('/v1/check', {}, {}, { pace: 60_000 });
  return (
    <section aria-labelledby="repairs-title">
      <h1 id="repairs-title">Repairs</h1>
      <Empty title="Nothing mends itself yet, so there is no backlog.">
        <p>When a state is kept on several machines, controllers bring it back to what was asked for, each with a deadline; what they have before them will stand here.</p>
      </Empty>
      <Operations />
      <h2 class="apart">Proof of what is stored</h2>
      <Look of={check}>
        {(data) => (
          <>
            <p>
              <StateMark state={data.ok ? 'succeeded' : 'failed'} words={data.ok ? 'All that must hold of the state holds.' : 'Something of the state is not as it must be:'} />
            </p>
            <ul>
              {(data.violations ?? []).map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </>
        )}
      </Look>
      <Command line="rota check" />
    </section>
  );
}
