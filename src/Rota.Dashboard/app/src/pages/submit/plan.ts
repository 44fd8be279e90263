/** What submitting a job would do: the answer to `POST /v1/jobs?plan=true`. */
export interface PlanView {
  plan: string;
  name: string;
  tasks: number;
  levels: number;
  fits: boolean;
  misfits: string[];
  params?: Record<string, string>;
  not_before?: string;
  after?: string[];
}
