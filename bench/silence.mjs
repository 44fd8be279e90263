#!/usr/bin/env node
// How long after the way to a node is cut does another node run its task? By what the job says of it, beside the bound that
// its times and the pings of a line make: a cell of the demo, one task, cut off where it runs.
//
//   node bench/silence.mjs                    5 rounds
//   node bench/silence.mjs --rounds 2 --rota ./rota
//
// Node 20 or later, no packages; OpenSSL 3, as cells need it.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { duration, median, spread, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'rota') },
    rounds: { type: 'string', default: '5' },
    dir: { type: 'string', default: tmpdir() },
    markdown: { type: 'boolean', default: false },
  },
})
const rota = resolve(values.rota)
const rounds = Number(values.rounds)
const root = mkdtempSync(join(values.dir, 'rota-silence-'))
const home = join(root, 'cell', 'home')
const rest = (ms) => new Promise((done) => setTimeout(done, ms))

function run(...words) {
  const ended = spawnSync(rota, ['--state', home, ...words], { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  return ended.stdout.trim()
}

/** Seconds in which a dead line is found: a ping after five, and five to answer it, on the side that is slower. */
const found = 12

/** What the job says, and the longest that it allows in seconds. */
const kinds = {
  'self_stop_after: 5s, replace_after: 12s': { says: '{self_stop_after: 5s, replace_after: 12s}', bound: found + 12 + 2 },
  'replace_after: 5s, duplicates: harmless': { says: '{replace_after: 5s, duplicates: harmless}', bound: found + 5 + 2 },
}
const seconds = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]))
const demo = spawn(rota, ['cell', 'demo', '--nodes', '2', '--dir', join(root, 'cell')], { cwd: root, stdio: ['pipe', 'ignore', 'pipe'] })
let said = ''
demo.stderr.on('data', (part) => (said += part))
const say = (line) => demo.stdin.write(`${line}\n`)

/** The live attempt of a job's task: which it is, and where. */
function where(job) {
  const [task] = JSON.parse(run('tasks', job, '--output', 'json')).tasks
  return task.state === 'running' ? { attempt: task.attempt, node: task.node } : undefined
}

try {
  while (!said.includes('job 1 runs on them')) {
    if (demo.exitCode !== null) throw new Error(said)
    await rest(100)
  }

  run('cancel', '1')
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, { says }] of Object.entries(kinds)) {
      writeFileSync(join(root, 'job.yaml'), `tasks:\n- id: a\n  command: sleep 600\n  requires: {node: [n1, n2]}\n  stop: {grace: 1s}\n  on_disconnect: ${says}\n`)
      const job = run('submit', '--output', 'quiet', join(root, 'job.yaml'))
      let first
      while (!(first = where(job))) await rest(50)
      // A lease is renewed now and then: the cut comes at any moment between.
      await rest(1_000 + Math.random() * 4_000)
      say(`cut ${first.node}`)
      const begun = performance.now()
      for (let now; !(now = where(job)) || now.attempt === first.attempt; ) await rest(50)
      seconds[kind].push((performance.now() - begun) / 1000)
      say(`mend ${first.node}`)
      run('cancel', '--now', job)
      while (JSON.parse(run('nodes', '--output', 'json')).nodes.some((node) => node.state !== 'up')) await rest(200)
    }
  }

  table(
    `from the cut to the start elsewhere, ${rounds} rounds`,
    ['on_disconnect', 'median', 'least – most', 'bound'],
    Object.entries(seconds).map(([kind, all]) => [kind, duration(median(all)), spread(all), duration(kinds[kind].bound)]),
    values.markdown,
  )
} finally {
  say('quit')
  await rest(3_000)
  rmSync(root, { recursive: true, force: true })
}
