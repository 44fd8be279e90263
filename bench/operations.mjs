#!/usr/bin/env node
// How long does it take to accept something for many tasks at once, and how fast is it worked off? Jobs of one array
// that are cancelled before they start, whose tasks are then run again by a filter, held, and released; beside it the
// same job, with one task to be found.
//
//   node bench/operations.mjs                          3 rounds of 400,000 tasks
//   node bench/operations.mjs --rounds 1 --tasks 100000
//
// Node 20 or later, no packages.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { count, median, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'rota') },
    rounds: { type: 'string', default: '3' },
    tasks: { type: 'string', default: '400000' },
    dir: { type: 'string', default: tmpdir() },
  },
})
const rota = resolve(values.rota)
const [rounds, tasks] = [values.rounds, values.tasks].map(Number)
const root = mkdtempSync(join(values.dir, 'rota-operations-'))
const state = join(root, 'state')
const run = (...words) => {
  const ended = spawnSync(rota, ['--state', state, ...words], { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) {
    throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  }

  return ended.stdout
}

run('up', '--detach', '-j', '2')
run('queue', 'pause', 'shut')
const url = new URL(JSON.parse(readFileSync(join(state, 'api.json'))).url)
const token = readFileSync(join(state, 'api.token'), 'utf8').trim()
const agent = new Agent({ keepAlive: true })

function ask(method, path, body) {
  const begun = performance.now()
  return new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const asked = request({ host: url.hostname, port: url.port, method, path, agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => {
        if (answer.statusCode >= 300) {
          failed(new Error(`${method} ${path}: ${answer.statusCode} ${text}`))
        } else {
          done({ ms: performance.now() - begun, body: JSON.parse(text) })
        }
      })
    })
    asked.on('error', failed).end(body && JSON.stringify(body))
  })
}

async function operation(path, body) {
  const begun = performance.now()
  const accepted = await ask('POST', path, body)
  for (;;) {
    const { body: now } = await ask('GET', `/v1/operations/${accepted.body.id}`)
    if (now.state !== 'running') {
      return { accepted: accepted.ms, seconds: (performance.now() - begun) / 1e3, done: now.done }
    }

    await new Promise((next) => setTimeout(next, 20))
  }
}

async function job(size) {
  const file = `name: many\nqueue: shut\ntasks:\n- id: a\n  array: 1-${size}\n  command: [/bin/true]\n`
  const { body } = await ask('POST', '/v1/jobs', { file })
  return body.id
}

try {
  const seen = { hold: [], release: [], rerun: [], 'hold, 1 task': [] }
  for (let round = 0; round < rounds; round++) {
    const many = await job(tasks)
    const one = await job(1)
    seen.hold.push(await operation('/v1/tasks:hold', { jobs: [`${many}`] }))
    seen.release.push(await operation('/v1/tasks:release', { jobs: [`${many}`] }))
    await ask('POST', `/v1/jobs/${many}:cancel`)
    await ask('GET', `/v1/jobs/${many}?wait_for=ended`)
    seen.rerun.push(await operation('/v1/tasks:rerun', { jobs: [`${many}`], filter: 'state:cancelled' }))
    await ask('POST', `/v1/jobs/${many}:cancel`)
    seen['hold, 1 task'].push(await operation('/v1/tasks:hold', { jobs: [`${one}`] }))
  }

  const figure = (all, of, digits) => {
    const sorted = all.map(of)
    return `${median(sorted).toFixed(digits)} (${Math.min(...sorted).toFixed(digits)} – ${Math.max(...sorted).toFixed(digits)})`
  }
  table(
    `${count(tasks)} tasks, ${rounds} rounds; median (least – most)`,
    ['operation', 'accepted in ms', 'over in s', 'tasks a second'],
    Object.entries(seen).map(([name, all]) => [
      name,
      figure(all, (one) => one.accepted, 1),
      figure(all, (one) => one.seconds, 2),
      count(median(all.map((one) => one.done / one.seconds))),
    ]),
    true,
  )
} finally {
  agent.destroy()
  spawnSync(rota, ['--state', state, 'down'])
  rmSync(root, { recursive: true, force: true })
}
