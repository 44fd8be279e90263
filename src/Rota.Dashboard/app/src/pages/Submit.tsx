import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask, look, Problem } from '@/api/client';
import type { Accepted } from '@/api/schema';
import { useKeys } from '@/base/keys';
import { go, query } from '@/base/router';
import { told } from '@/parts/Command';
import { Link } from '@/parts/Link';
import { ProblemNote } from '@/parts/Notes';
import { Editor } from './submit/Editor';
import type { PlanView } from './submit/plan';
import { PlanCard } from './submit/PlanCard';

const pause = 350;
const example = `name: hello
params: {who: world}
tasks:
  - id: greet
    array: 1-5
    command: echo "Hello \${params.who}, I am task $ROTA_INDEX"
`;

/** Hands a job in: checked as it is written, planned before it is submitted. */
export default function Submit() {
  const from = query.value.get('from');
  const text = useSignal('');
  const params = useSignal<Record<string, string>>({});
  const directory = useSignal('');
  const plan = useSignal<PlanView | null>(null);
  const problem = useSignal<Problem | null>(null);
  const isBusy = useSignal(false);
  const latest = useRef(0);
  const planned = useSignal('');
  const body = () => ({
    file: text.value,
    file_name: 'job.yaml',
    params: params.value,
    ...(directory.value ? { directory: directory.value } : {}),
  });
  // What was typed since the plan was made is in no plan yet.
  const isPlanned = () => plan.value !== null && planned.value === JSON.stringify(body());
  const check = async () => {
    const nth = ++latest.current;
    const asked = JSON.stringify(body());
    if (!text.value.trim()) return void ([plan.value, problem.value] = [null, null]);
    try {
      const answer = await ask<PlanView>('POST', '/v1/jobs?plan=true', body());
      if (nth === latest.current) [plan.value, problem.value, planned.value] = [answer.body, null, asked];
    } catch (error) {
      if (nth === latest.current) [plan.value, problem.value] = [null, asProblem(error)];
    }
  };
  const submit = async () => {
    if (isBusy.value || !plan.value || !isPlanned()) return;
    isBusy.value = true;
    try {
      const answer = await ask<Accepted>('POST', '/v1/jobs', body(), { 'If-Plan': plan.value.plan });
      told.value = `Submitted ${plan.value.name}`;
      go(`/jobs/${answer.body!.id}`);
    } catch (error) {
      problem.value = asProblem(error);
      if (problem.value.code === 'plan-moved') await check();
    }
    isBusy.value = false;
  };
  useEffect(() => {
    const timer = setTimeout(() => void check(), pause);
    return () => clearTimeout(timer);
  }, [text.value, JSON.stringify(params.value), directory.value]);
  useEffect(() => {
    if (!from) return;
    look('/v1/jobs/{job}/spec', { job: from }).then(
      ({ body: spec }) => {
        if (spec) [text.value, directory.value] = [spec.file, spec.directory];
      },
      (error: unknown) => void (problem.value = asProblem(error)),
    );
  }, [from]);
  useKeys([{ key: 'ctrl+enter', does: 'submit the job', run: () => void submit(), whileTyping: true }]);
  return (
    <section aria-labelledby="submit-title">
      <h1 id="submit-title">Submit</h1>
      <p class="answer">
        {from ? (
          <>
            The entries of job <Link href={`/jobs/${from}`}>{from}</Link>, to be changed and submitted as another job.
          </>
        ) : (
          'A job file, checked as it is written.'
        )}
      </p>
      <p class="buttons">
        {!text.value && (
          <button type="button" onClick={() => void (text.value = example)}>
            Begin with an example
          </button>
        )}
        <label class="file">
          Open a file
          <input
            type="file"
            accept=".yaml,.yml,.json"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void file.text().then((read) => void (text.value = read));
            }}
          />
        </label>
        <label>
          Starts in <input type="text" size={32} placeholder="the daemon's directory" value={directory} onInput={(event) => void (directory.value = event.currentTarget.value)} />
        </label>
      </p>
      <Editor text={text} mistakes={problem.value?.view.errors ?? []} />
      {problem.value && !(problem.value.view.errors && problem.value.view.errors.length > 0) && <ProblemNote problem={problem.value} />}
      {plan.value && <PlanCard plan={plan.value} params={params} />}
      <p class="buttons">
        <button type="button" class="primary" disabled={!isPlanned() || isBusy.value} onClick={() => void submit()}>
          Submit <kbd>ctrl+enter</kbd>
        </button>
      </p>
    </section>
  );
}

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ code: 'unknown', detail: String(error), tries: [] });
