#!/usr/bin/env node
// Does a crowd of slow clients hold anybody else up? A daemon that runs short tasks, first alone, then with so many
// connections that send one byte a second and so many that follow a job: how long /healthz takes, how much memory the
// daemon has, and how late its turns are.
//
//   node bench/crowd.mjs                               3 rounds, 2,000 slow connections, 200 streams
//   node bench/crowd.mjs --rounds 1 --slow 500 --streams 50
//
// Node 20 or later, no packages. It needs a limit of open files above the number of connections (ulimit -n).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
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
      answer.on('data', (part) => (text += part)).on('end', () => done([performance.now() - begun, text]))
    }).on('error', failed)
  })
}

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

/** How late runners woke up for their slots (99th percentile of the latest, in ms), and how many tasks have ended. */
async function turns() {
  const runners = JSON.parse((await ask('/v1/slots'))[1]).runners
  const [, job] = await ask('/v1/jobs/1')
  return [Math.max(...runners.map((one) => one.lateness_p99_ms)), JSON.parse(job).job.states.succeeded ?? 0]
}

async function measure() {
  const [, before] = await turns()
  const taken = []
  const end = performance.now() + seconds * 1e3
  let most = 0
  while (performance.now() < end) {
    taken.push((await ask('/healthz'))[0])
    most = Math.max(most, memory())
    await rest(10)
  }

  taken.sort((a, b) => a - b)
  const [late, ended] = await turns()
  return { p50: taken[taken.length >> 1], p99: taken[Math.floor(taken.length * 0.99)], late, tasks: (ended - before) / seconds, memory: most }
}

/** Opens again what the server cuts off: whoever dawdles on purpose comes back. */
function dawdle(open) {
  const request = 'POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n'
  let at = 0
  const socket = connect(url.port, url.hostname, () => {
    const timer = setInterval(() => socket.write(request[at++ % request.length]), 1e3)
    socket.on('close', () => {
      clearInterval(timer)
      open.delete(socket)
      if (!open.isOver) {
        dawdle(open)
      }
    })
  })
  socket.on('error', () => {})
  socket.on('data', () => {})
  open.add(socket)
}

const rows = { alone: [], crowd: [] }
let open = 0
try {
  run('submit', '--array', '1-10000000', '--', 'true')
  await rest(2e3)
  for (let round = 0; round < rounds; round++) {
    rows.alone.push(await measure())
    const sockets = new Set()
    for (let count = 0; count < slow; count++) {
      dawdle(sockets)
      if (count % 100 === 99) {
        await rest(20)
      }
    }

    const followed = []
    for (let count = 0; count < streams; count++) {
      followed.push(get({ host: url.hostname, port: url.port, path: '/v1/jobs/1/events', headers, agent: false }, (answer) => answer.resume()).on('error', () => {}))
    }

    await rest(3e3)
    rows.crowd.push(await measure())
    open = Math.max(open, sockets.size)
    sockets.isOver = true
    sockets.forEach((socket) => socket.destroy())
    followed.forEach((one) => one.destroy())
    await rest(2e3)
  }
} finally {
  spawnSync(rota, ['--state', state, 'cancel', '1'], { cwd: root })
  run('down')
  rmSync(root, { recursive: true, force: true })
}

const figure = (list, of, digits = 1) => {
  const all = list.map(of)
  return `${median(all).toFixed(digits)} (${Math.min(...all).toFixed(digits)} to ${Math.max(...all).toFixed(digits)})`
}
table(
  `${open} slow connections at once, ${streams} streams, ${rounds} rounds of ${seconds} s; median (least to most)`,
  ['', 'health p50 ms', 'health p99 ms', 'turns late p99 ms', 'tasks a second', 'memory MB'],
  Object.entries(rows).map(([name, list]) => [
    name,
    figure(list, (one) => one.p50),
    figure(list, (one) => one.p99),
    figure(list, (one) => one.late, 2),
    figure(list, (one) => one.tasks, 0),
    figure(list, (one) => one.memory),
  ]),
)
