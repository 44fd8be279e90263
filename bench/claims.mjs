#!/usr/bin/env node
// How long does a node take to answer a claim, and what does a task cost on the wire? A home that runs nothing itself, and ten
// nodes with processes, states and encrypted connections of their own, all on this machine; tasks are true, a process each. The
// home's own metrics tell, of each round what has come since the round before.
//
//   node bench/claims.mjs                      3 rounds of 3,000 tasks by each strategy
//   node bench/claims.mjs --nodes 4 --slots 2 --tasks 1000 --rota ./rota
//
// Node 20 or later, no packages; OpenSSL 3, as cells need it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { count, duration, median, spread, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'rota') },
    nodes: { type: 'string', default: '10' },
    slots: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    tasks: { type: 'string', default: '3000' },
    dir: { type: 'string', default: tmpdir() },
    markdown: { type: 'boolean', default: false },
  },
})
const rota = resolve(values.rota)
const [nodes, slots, rounds, tasks] = [values.nodes, values.slots, values.rounds, values.tasks].map(Number)
const strategies = ['balance', 'pack', 'spread', 'two-choices']
const root = mkdtempSync(join(values.dir, 'rota-claims-'))
const home = join(root, 'home')

function run(state, ...words) {
  const ended = spawnSync(rota, ['--state', state, ...words], { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  return ended.stdout.trim()
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

const rest = (ms) => new Promise((done) => setTimeout(done, ms))

/** The metrics of the home, by name and labels. */
async function metrics() {
  const token = readFileSync(join(home, 'api.token'), 'utf8').trim()
  const asked = request({ socketPath: join(home, 'api.sock'), path: '/metrics', headers: { authorization: `Bearer ${token}` } }).end()
  const [answer] = await once(asked, 'response')
  let text = ''
  for await (const part of answer) text += part
  return new Map(text.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => {
    const at = line.lastIndexOf(' ')
    return [line.slice(0, at), Number(line.slice(at + 1))]
  }))
}

/** What a metric has grown by, all labels together that begin so. */
const grown = (from, to, begin) =>
  [...to].filter(([name]) => name.startsWith(begin)).reduce((sum, [name, value]) => sum + value - (from.get(name) ?? 0), 0)

/** The least bound of the histogram that so many of the answers were within: exact to a bucket. */
function quantile(from, to, share) {
  const buckets = [...to.keys()]
    .filter((name) => name.startsWith('rota_claim_duration_seconds_bucket'))
    .map((name) => [Number(/le="([^"]+)"/.exec(name)[1].replace('+Inf', 'Infinity')), to.get(name) - (from.get(name) ?? 0)])
    .sort((one, other) => one[0] - other[0])
  const all = buckets.at(-1)[1]
  return buckets.find(([, below]) => below >= share * all)[0]
}

const bound = (seconds) => (seconds === Infinity ? 'more' : `≤ ${duration(seconds)}`)
const served = []
try {
  const port = await freePort()
  run(home, 'cell', 'init', '--name', 'bench', '--listen', `127.0.0.1:${port}`)
  run(home, 'up', '--detach', '--output', 'quiet', '--listen', 'none', '-j', '1')
  run(home, 'cell', 'cordon', hostname())
  for (let number = 1; number <= nodes; number += 1) {
    const state = join(root, `n${number}`)
    run(state, 'cell', 'join', `https://127.0.0.1:${port}`, run(home, 'cell', 'token', '--output', 'quiet'), '--name', `n${number}`)
    served.push(spawn(rota, ['--state', state, 'node', '-j', `${slots}`], { stdio: 'ignore' }))
  }

  const up = () => JSON.parse(run(home, 'nodes', '--output', 'json')).nodes.filter((node) => node.state === 'up').length
  while (up() < nodes) await rest(100)
  const told = Object.fromEntries(strategies.map((strategy) => [strategy, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const strategy of strategies) {
      const from = await metrics()
      const begun = performance.now()
      run(home, 'wait', run(home, 'submit', '--output', 'quiet', '--placement', strategy, '--array', `1-${tasks}`, '--', 'true'))
      const seconds = (performance.now() - begun) / 1000
      const to = await metrics()
      // The first of each is for warming up.
      if (round > 0) told[strategy].push({ seconds, from, to })
    }
  }

  table(
    `${count(tasks)} x true on ${nodes} nodes of ${slots} slots, ${rounds} rounds: medians`,
    ['strategy', 'tasks a second', 'seconds, least – most', 'claim p50', 'claim p99', 'tells a task', 'bytes to a node a task', 'bytes back'],
    Object.entries(told).map(([strategy, all]) => {
      const of = (begin) => median(all.map(({ from, to }) => grown(from, to, begin) / tasks))
      return [
        strategy,
        count(tasks / median(all.map(({ seconds }) => seconds))),
        spread(all.map(({ seconds }) => seconds)),
        bound(median(all.map(({ from, to }) => quantile(from, to, 0.5)))),
        bound(median(all.map(({ from, to }) => quantile(from, to, 0.99)))),
        of('rota_line_tells_total').toFixed(2),
        count(of('rota_line_io_bytes_total{direction="sent"')),
        count(of('rota_line_io_bytes_total{direction="received"')),
      ]
    }),
    values.markdown,
  )
} finally {
  run(home, 'down')
  for (const node of served) node.kill('SIGTERM')
  await rest(1000)
  rmSync(root, { recursive: true, force: true })
}
