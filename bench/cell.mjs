#!/usr/bin/env node
// What does a cell cost? The same tasks, true, through a daemon alone, through a home that runs nothing itself with one node of
// as many slots, and with five nodes, all on this machine: each node has processes, a state and an encrypted connection of its
// own. Rounds are interleaved.
//
//   node bench/cell.mjs                        5 rounds of 5,000 tasks
//   node bench/cell.mjs --rounds 3 --tasks 20000 --rota ./rota
//
// Node 20 or later, no packages; OpenSSL 3, as cells need it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
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
    rounds: { type: 'string', default: '5' },
    tasks: { type: 'string', default: '5000' },
    slots: { type: 'string', default: '4' },
    dir: { type: 'string', default: tmpdir() },
    markdown: { type: 'boolean', default: false },
  },
})
const rota = resolve(values.rota)
const [rounds, tasks, slots] = [values.rounds, values.tasks, values.slots].map(Number)
const root = mkdtempSync(join(values.dir, 'rota-cell-'))

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

/** A daemon, with so many nodes that share the slots; with none it runs all itself. */
async function begin(name, nodes) {
  const home = join(root, name)
  const served = []
  const port = await freePort()
  if (nodes > 0) run(home, 'cell', 'init', '--name', 'bench', '--listen', `127.0.0.1:${port}`)
  run(home, 'up', '--detach', '--output', 'quiet', '--listen', 'none', '-j', `${slots}`)
  if (nodes > 0) run(home, 'cell', 'cordon', hostname())
  for (let number = 1; number <= nodes; number += 1) {
    const state = join(root, `${name}-n${number}`)
    run(state, 'cell', 'join', `https://127.0.0.1:${port}`, run(home, 'cell', 'token', '--output', 'quiet'), '--name', `n${number}`)
    served.push(spawn(rota, ['--state', state, 'node', '-j', `${Math.max(1, slots / nodes)}`], { stdio: 'ignore' }))
  }

  const up = () => JSON.parse(run(home, 'nodes', '--output', 'json')).nodes.filter((node) => node.state === 'up').length
  while (nodes > 0 && up() < nodes) await rest(100)
  return { home, served }
}

const kinds = { 'a daemon alone': 0, 'a home with one node': 1, 'a home with four nodes': 4 }
const cells = {}
const seconds = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]))
try {
  for (const [kind, nodes] of Object.entries(kinds)) cells[kind] = await begin(kind.replaceAll(' ', '-'), nodes)
  for (let round = 0; round <= rounds; round += 1) {
    for (const [kind, { home }] of Object.entries(cells)) {
      const begun = performance.now()
      run(home, 'wait', run(home, 'submit', '--output', 'quiet', '--array', `1-${tasks}`, '--', 'true'))
      // The first of each is for warming up.
      if (round > 0) seconds[kind].push((performance.now() - begun) / 1000)
    }
  }

  const base = median(seconds['a daemon alone'])
  table(
    `${count(tasks)} x true, ${slots} slots in all, ${rounds} rounds`,
    ['through', 'median', 'least – most', 'tasks a second', '÷ alone'],
    Object.entries(seconds).map(([kind, all]) => [kind, duration(median(all)), spread(all), count(tasks / median(all)), (base / median(all)).toFixed(2)]),
    values.markdown,
  )
} finally {
  for (const { home, served } of Object.values(cells)) {
    run(home, 'down')
    for (const node of served) node.kill('SIGTERM')
  }

  await rest(1000)
  rmSync(root, { recursive: true, force: true })
}
