import { Empty } from '@/parts/Notes';

/** Its place; the command line shows the same until it is here. */
export default function Submit() {
  return (
    <section>
      <h1>Submit</h1>
      <Empty title="This page is not here yet. The command line shows the same." command="rota submit job.yaml" />
    </section>
  );
}
