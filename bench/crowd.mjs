#!/usr/bin/env node
// Does a crowd of slow clients hold anybody else up? A daemon that runs short tasks, first alone, then with so many
// connections that send one byte a second and so many that follow a job: how long /healthz takes, how much memory the
// daemon has, how late its turns are, and whether somebody with a token is answered. The crowd has a thread of its own, and
// goes to another server for one measure of each round: what it costs two cores, whoever it talks to, is no fault of the daemon's.
//
//   node bench/crowd.mjs                               3 rounds, 2,000 slow connections, 200 streams
//   node bench/crowd.mjs --rounds 1 --slow 500 --streams 50
//
// Node 20 or later, no packages. It needs a limit of open files above the number of connections (ulimit -n).
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { median, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'rota') },
    rounds: { type: 'string', default: '3' },
    slow: { type: 'string', default: '2000' },
    streams: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
    dir: { type: 'string', default: tmpdir() },
  },
})
const rota = resolve(values.rota)
const [rounds, slow, streams, seconds] = [values.rounds, values.slow, values.streams, values.seconds].map(Number)
const root = mkdtempSync(join(values.dir, 'rota-crowd-'))
const state = join(root, 'state')
const run = (...words) => {
  const ended = spawnSync(rota, ['--state', state, ...words], { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) {
    throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  }

  return ended.stdout
}
const rest = (ms) => new Promise((done) => setTimeout(done, ms))

const pid = Number(run('up', '--detach', '--output', 'quiet', '--runners', '2', '-j', '2'))
const url = new URL(JSON.parse(readFileSync(join(state, 'api.json'))).url)
const token = readFileSync(join(state, 'api.token'), 'utf8').trim()
const headers = { authorization: `Bearer ${token}` }

function ask(path) {
  const begun = performance.now()
  return new Promise((done, failed) => {
    get({ host: url.hostname, port: url.port, path, headers }, (answer) => {
      let text = ''
      answer.on('data', (part) => (text += part)).on('end', () => done([performance.now() - begun, text, answer.statusCode]))
    }).on('error', failed)
  })
}

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

/** How late runners woke up for their slots in all, in seconds, how often they did, and how many tasks have ended. */
async function turns() {
  const [, metrics] = await ask('/metrics')
  const of = (name) => Number(new RegExp(`^rota_turn_lateness_seconds_${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(metrics)[1])
  const [, job] = await ask('/v1/jobs/1')
  return { late: of('sum'), woken: of('count'), ended: JSON.parse(job).job.states.succeeded ?? 0 }
}

const at = (list, share) => list.toSorted((a, b) => a - b)[Math.floor(list.length * share)]

async function measure() {
  const before = await turns()
  const [health, looks] = [[], []]
  const begun = performance.now()
  let [most, refused] = [0, 0]
  while (performance.now() < begun + seconds * 1e3) {
    health.push((await ask('/healthz'))[0])
    const [taken, , status] = await ask('/v1/jobs/1')
    looks.push(taken)
    refused += status === 200 ? 0 : 1
    most = Math.max(most, memory())
    await rest(10)
  }

  const after = await turns()
  const tasks = ((after.ended - before.ended) * 1e3) / (performance.now() - begun)
  const late = ((after.late - before.late) * 1e3) / (after.woken - before.woken)
  return { p50: at(health, 0.5), p99: at(health, 0.99), look: at(looks, 0.99), refused, late, tasks, memory: most }
}

const rows = { alone: [], 'crowd elsewhere': [], crowd: [] }
let [open, followed] = [0, 0]
const other = new Worker(new URL('./crowd/elsewhere.mjs', import.meta.url))
const [otherPort] = await once(other, 'message')

async function beside(port) {
  const crowd = new Worker(new URL('./crowd/slow.mjs', import.meta.url), {
    workerData: { host: url.hostname, port, token, slow, streams },
  })
  await once(crowd, 'message')
  await rest(3e3)
  const measured = await measure()
  crowd.postMessage('how many')
  const [here] = await once(crowd, 'message')
  ;[open, followed] = [Math.max(open, here.slow), Math.max(followed, here.streams)]
  await crowd.terminate()
  await rest(2e3)
  return measured
}

try {
  run('submit', '--array', '1-10000000', '--', 'true')
  await rest(2e3)
  for (let round = 0; round < rounds; round++) {
    rows.alone.push(await measure())
    rows['crowd elsewhere'].push(await beside(otherPort))
    rows.crowd.push(await beside(url.port))
  }
} finally {
  await other.terminate()
  spawnSync(rota, ['--state', state, 'cancel', '1'], { cwd: root })
  run('down')
  rmSync(root, { recursive: true, force: true })
}

const figure = (list, of, digits = 1) => {
  const all = list.map(of)
  return `${median(all).toFixed(digits)} (${Math.min(...all).toFixed(digits)} to ${Math.max(...all).toFixed(digits)})`
}
table(
  `${open} slow connections at once, ${followed} streams, ${rounds} rounds of ${seconds} s; median (least to most)`,
  ['', 'health p50 ms', 'health p99 ms', 'GET job p99 ms', 'refused', 'turns late, mean ms', 'tasks a second', 'memory MB'],
  Object.entries(rows).map(([name, list]) => [
    name,
    figure(list, (one) => one.p50),
    figure(list, (one) => one.p99),
    figure(list, (one) => one.look),
    figure(list, (one) => one.refused, 0),
    figure(list, (one) => one.late, 2),
    figure(list, (one) => one.tasks, 0),
    figure(list, (one) => one.memory),
  ]),
)
