import type { Signal } from '@preact/signals';

import { counted, instant } from '@/base/format';
import { Command } from '@/parts/Command';
import type { PlanView } from './plan';

/** What submitting would do, and the values of the job's parameters. */
export function PlanCard({ plan, params }: { plan: PlanView; params: Signal<Record<string, string>> }) {
  const names = Object.entries(plan.params ?? {});
  return (
    <section class="card apart" aria-label="Plan" aria-live="polite">
      <h2>Plan</h2>
      <p>
        Job <b>{plan.name}</b>: {counted(plan.tasks, 'task')} in {counted(plan.levels, 'step')}.{' '}
        {plan.fits ? 'All of it can run here.' : 'Some of it can never run here:'}
        {plan.not_before && ` Nothing of it starts before ${instant(plan.not_before)}.`}
      </p>
      {plan.misfits.length > 0 && (
        <ul>
          {plan.misfits.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {plan.after && plan.after.length > 0 && <p>It waits for {plan.after.join(', ')}.</p>}
      {names.length > 0 && (
        <fieldset class="params">
          <legend>Parameters</legend>
          {names.map(([name, value]) => (
            <label key={name}>
              {name}
              <input type="text" value={value} onChange={(event) => void (params.value = { ...params.value, [name]: event.currentTarget.value })} />
            </label>
          ))}
        </fieldset>
      )}
      <Command line={['rota submit job.yaml', ...Object.entries(params.value).map(([name, value]) => `-p ${name}=${value}`)].join(' ')} />
    </section>
  );
}
