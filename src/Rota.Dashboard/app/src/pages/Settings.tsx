import { Empty } from '@/parts/Notes';

/** Its place; the command line shows the same until it is here. */
export default function Settings() {
  return (
    <section>
      <h1>Settings</h1>
      <Empty title="This page is not here yet. The command line shows the same." command="rota notify ls" />
    </section>
  );
}
