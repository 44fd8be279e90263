#!/usr/bin/env node
// What do results cost? Launches tasks that report nothing, with two binaries, and tasks that write a result against
// tasks that write the same text into a file that nobody reads. Interleaved rounds; each checks what is stored.
//
//   node bench/results.mjs --before PATH-OF-AN-EARLIER-ROTA [--rota PATH] [--tasks 5000] [--rounds 5] [--slots 4]
//
// Node 20 or later, no packages.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { count, duration, median, spread, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values: options } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'artifacts', 'rota', 'rota') },
    before: { type: 'string' },
    tasks: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    slots: { type: 'string', default: '4' },
    dir: { type: 'string', default: join(here, '..', 'artifacts') },
  },
})
const [tasks, rounds] = [Number(options.tasks), Number(options.rounds)]
const after = resolve(options.rota)
const write = (file) => ['sh', '-c', `echo '{"accuracy": 0.93, "loss": 0.21}' > ${file}`]
const cases = [
  ...(options.before ? [{ name: 'true, the binary before', rota: resolve(options.before), command: ['true'], stored: 0 }] : []),
  { name: 'true', rota: after, command: ['true'], stored: 0 },
  { name: 'writes a file', rota: after, command: write('"$ROTA_OUTPUT_DIR/$ROTA_TASK_INDEX"'), stored: 0 },
  { name: 'writes a result', rota: after, command: write('"$ROTA_RESULT_FILE"'), stored: tasks },
]

function run(rota, state, ...words) {
  const ran = spawnSync(rota, ['--state', state, ...words], { encoding: 'utf8', maxBuffer: 1 << 30 })
  if (ran.status !== 0) throw new Error(`rota ${words.join(' ')}: exit ${ran.status}\n${ran.stderr}`)
  return ran.stdout
}

function measure({ rota, command, stored }) {
  const state = mkdtempSync(join(options.dir, 'results-'))
  try {
    run(rota, state, 'run', '--', 'true')
    const begun = process.hrtime.bigint()
    run(rota, state, 'run', '-j', options.slots, '--array', `1-${tasks}`, '--', ...command)
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9
    const kept = JSON.parse(run(rota, state, 'tasks', '2', '--output', 'json')).tasks.filter((task) => task.result).length
    if (kept !== stored) throw new Error(`${kept} results are stored instead of ${stored}`)
    return seconds
  } finally {
    rmSync(state, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
  }
}

const seconds = new Map(cases.map((one) => [one.name, []]))
for (let round = 0; round < rounds; round++) {
  for (const one of round % 2 === 0 ? cases : cases.toReversed()) seconds.get(one.name).push(measure(one))
}

const typical = (name) => median(seconds.get(name))
table(
  `${count(tasks)} tasks, ${options.slots} at a time, medians of ${rounds} interleaved rounds`,
  ['tasks that', 'median', 'min – max', 'tasks/s', 'time ÷ the line above'],
  cases.map(({ name }, at) => [
    name,
    duration(typical(name)),
    spread(seconds.get(name)),
    count(tasks / typical(name)),
    at === 0 ? '' : (typical(name) / typical(cases[at - 1].name)).toFixed(3),
  ]),
  true,
)
