// pg-boss's send, for peers.mjs: each line of standard input says how many at a time and for how many seconds; each is
// answered by a line of latencies in ms.
import { createInterface } from 'node:readline'
import PgBoss from 'pg-boss'

const boss = new PgBoss({ host: process.argv[2], user: 'postgres', database: 'postgres', max: 6, supervise: false, schedule: false })
await boss.start()
await boss.createQueue('bench')
for await (const line of createInterface({ input: process.stdin })) {
  const [clients, seconds] = line.split(' ').map(Number)
  const until = performance.now() + seconds * 1e3
  const times = []
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      const begun = performance.now()
      await boss.send('bench', { command: ['/bin/true'] })
      times.push(performance.now() - begun)
    }
  }))
  console.log(times.map((one) => one.toFixed(3)).join(' '))
}

await boss.stop({ graceful: false })
