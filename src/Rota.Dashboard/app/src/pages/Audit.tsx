import { Empty } from '@/parts/Notes';

/** Its place; the command line shows the same until it is here. */
export default function Audit() {
  return (
    <section>
      <h1>Audit</h1>
      <Empty title="This page is not here yet. The command line shows the same." command="rota status" />
    </section>
  );
}
