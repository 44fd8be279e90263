// What api.mjs --peers measures beside Rota: the enqueue of pg-boss and of Hangfire, each by its own client in a process
// of its own. npm ci in this directory, Debian's postgresql, and the SDK of .NET are needed.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startPostgres } from './postgres.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** Starts a program that answers a line with a line of latencies. */
function lines(command, ...words) {
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })
  const ended = once(child, 'exit')
  const gone = ended.then(() => Promise.reject(new Error(`${[command, ...words].join(' ')} has ended; npm ci in bench/peers?`)))
  gone.catch(() => {})
  return {
    async ask(line) {
      const answer = once(answers, 'line')
      child.stdin.write(`${line}\n`)
      return (await Promise.race([answer, gone]))[0].split(' ').map(Number)
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

/** Kinds of enqueues, each with what gives its latencies in ms, and what ends all of it. */
export async function startPeers({ dir, clients, seconds }) {
  const project = join(here, 'Hangfire')
  const out = join(dir, 'hangfire')
  const built = spawnSync('dotnet', ['build', project, '-c', 'Release', '-v', 'quiet', '--nologo', '-o', out], { stdio: 'inherit' })
  if (built.status !== 0) {
    throw new Error('Hangfire.Peer does not build')
  }

  // Beside it, for nobody else can enter that one.
  const postgres = startPostgres(dirname(dir))
  const hangfire = lines('dotnet', join(out, 'Hangfire.Peer.dll'))
  const boss = lines(process.execPath, join(here, 'boss.mjs'), postgres.host)
  const reach = `Host=${postgres.host};Username=postgres;Database=postgres;Maximum Pool Size=${clients + 2}`
  return {
    kinds: {
      [`pg-boss send (${postgres.name}, durable)`]: () => boss.ask(`${clients} ${seconds}`),
      [`Hangfire enqueue (${postgres.name}, durable)`]: () => hangfire.ask(`${clients} ${seconds} ${reach}`),
      'Hangfire enqueue (in memory, not durable)': () => hangfire.ask(`${clients} ${seconds} memory`),
    },
    async stop() {
      await Promise.all([boss.stop(), hangfire.stop()])
      postgres.stop()
    },
  }
}
