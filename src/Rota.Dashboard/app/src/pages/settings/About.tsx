import { useLook } from '@/api/use';
import { Command } from '@/parts/Command';
import { Look } from '@/parts/Look';
import { StateMark } from '@/parts/State';

/** What this state and its machine are, and what will hurt. */
export function About() {
  const doctor = useLook('/v1/doctor', {}, {}, { pace: 60_000 });
  return (
    <>
      <Look of={doctor}>
        {(data) => (
          <table class="narrow">
            <caption class="unseen">What was found out about the machine and the state</caption>
            <tbody>
              {data.findings.map((one) => (
                <tr key={one.name}>
                  <th scope="row">
                    <StateMark state={one.warning ? 'paused' : 'succeeded'} words={one.name} />
                  </th>
                  <td>
                    {one.value}
                    {one.warning && <div class="faint">{one.warning}</div>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Look>
      <p class="apart">
        <Command line="rota doctor" />
      </p>
    </>
  );
}
