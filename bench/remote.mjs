#!/usr/bin/env node
// What does a command cost through a daemon, beside the same one that reads the state itself? One state with a daemon and
// some ended jobs, rounds of both ways in turn, each a process of its own as people call it.
//
//   node bench/remote.mjs                    5 rounds of 20 calls
//   node bench/remote.mjs --rounds 3 --calls 10 --rota ./rota
//
// Node 20 or later, no packages.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'rota') },
    rounds: { type: 'string', default: '5' },
    calls: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '50' },
    dir: { type: 'string', default: tmpdir() },
  },
})
const rota = resolve(values.rota)
const [rounds, calls, jobs] = [values.rounds, values.calls, values.jobs].map(Number)
const root = mkdtempSync(join(values.dir, 'rota-remote-'))
const state = join(root, 'state')
const run = (...words) => {
  const ended = spawnSync(rota, words, { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) {
    throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  }

  return ended.stdout
}

const ways = { direct: ['--state', state], 'by the socket': ['--server', `unix:${join(state, 'api.sock')}`] }
const verbs = [['ls'], ['status', '1'], ['tasks', '1'], ['submit', '--', 'true']]
try {
  run('--state', state, 'up', '--detach', '-j', '2')
  run('--state', state, 'submit', '--array', '1-1000', '--', 'true')
  for (let job = 1; job < jobs; job++) {
    run('--state', state, 'submit', '--', 'true')
  }

  run('--state', state, 'wait', ...Array.from({ length: jobs }, (_, job) => `${job + 1}`))
  const times = new Map()
  for (let round = 0; round < rounds; round++) {
    for (const verb of verbs) {
      for (const [way, options] of Object.entries(ways)) {
        const began = performance.now()
        for (let call = 0; call < calls; call++) {
          run(...options, ...verb)
        }

        const key = `${verb[0]}|${way}`
        times.set(key, [...(times.get(key) ?? []), (performance.now() - began) / calls])
      }
    }
  }

  const rows = [...times].map(([key, all]) => {
    const [verb, way] = key.split('|')
    return [`rota ${verb}`, way, median(all).toFixed(1), Math.min(...all).toFixed(1), Math.max(...all).toFixed(1)]
  })
  table('a command through a daemon', ['command', 'way', 'ms', 'least', 'most'], rows, true)
} finally {
  spawnSync(rota, ['--state', state, 'down'])
  rmSync(root, { recursive: true, force: true })
}
