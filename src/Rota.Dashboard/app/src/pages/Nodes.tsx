import { Empty } from '@/parts/Notes';

/** Its place; the command line shows the same until it is here. */
export default function Nodes() {
  return (
    <section>
      <h1>Nodes</h1>
      <Empty title="This page is not here yet. The command line shows the same." command="rota doctor" />
    </section>
  );
}
