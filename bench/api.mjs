#!/usr/bin/env node
// How many requests a second does the API of a daemon answer, and what do they cost the turns? One daemon on a state of
// its own, requests on connections that stay open, beside the same server's /healthz, which looks at nothing.
//
//   node bench/api.mjs                    5 rounds
//   node bench/api.mjs --rounds 3 --rota ./rota --clients 8
//   node bench/api.mjs --peers            beside the enqueue of pg-boss and Hangfire, in the same rounds
//
// Node 20 or later, no packages; what --peers needs stands in peers/peers.mjs.
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
    rounds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '2' },
    peers: { type: 'boolean', default: false },
    dir: { type: 'string', default: tmpdir() },
  },
})
const rota = resolve(values.rota)
const [rounds, clients, seconds] = [values.rounds, values.clients, values.seconds].map(Number)
const root = mkdtempSync(join(values.dir, 'rota-api-'))
const state = join(root, 'state')
const run = (...words) => {
  const ended = spawnSync(rota, ['--state', state, ...words], { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) {
    throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  }

  return ended.stdout
}

const peers = values.peers ? await (await import('./peers/peers.mjs')).startPeers({ dir: root, clients, seconds }) : undefined
const others = peers?.kinds ?? {}
run('up', '--detach', '-j', '2')
const url = new URL(JSON.parse(readFileSync(join(state, 'api.json'))).url)
const token = readFileSync(join(state, 'api.token'), 'utf8').trim()
const agent = new Agent({ keepAlive: true, maxSockets: clients })

function ask(method, path, body, headers = {}) {
  return new Promise((done, failed) => {
    const asked = request(
      { host: url.hostname, port: url.port, method, path, agent, headers: { authorization: `Bearer ${token}`, ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => {
          if (answer.statusCode >= 300) {
            failed(new Error(`${method} ${path}: ${answer.statusCode} ${text}`))
          } else {
            done(text)
          }
        })
      },
    )
    asked.on('error', failed).end(body)
  })
}

const file = 'name: one\ntasks:\n- id: a\n  command: [/bin/true]\n'
const yaml = { 'content-type': 'application/yaml' }
const submit = async () => JSON.parse(await ask('POST', '/v1/jobs', file, yaml)).id
const kinds = {
  'GET /healthz': () => ask('GET', '/healthz'),
  'GET /v1/jobs/1': () => ask('GET', '/v1/jobs/1'),
  'GET /v1/jobs (100)': () => ask('GET', '/v1/jobs'),
  'POST /v1/jobs (durable)': submit,
  'POST, then wait_for=ended': async () => ask('GET', `/v1/jobs/${await submit()}?wait_for=ended`),
}

async function measure(work) {
  const until = performance.now() + seconds * 1000
  const times = []
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      const begun = performance.now()
      await work()
      times.push(performance.now() - begun)
    }
  }))
  return figures(times)
}

function figures(times) {
  times.sort((left, right) => left - right)
  return { rate: times.length / seconds, p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] }
}

try {
  await ask('GET', `/v1/jobs/${await submit()}?wait_for=ended`)
  const seen = Object.fromEntries([...Object.keys(kinds), ...Object.keys(others)].map((kind) => [kind, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [kind, work] of Object.entries(kinds)) {
      seen[kind].push(await measure(work))
      await ask('GET', `/v1/jobs/${await submit()}?wait_for=ended`, null, { prefer: 'wait=300' })
    }

    for (const [kind, work] of Object.entries(others)) {
      seen[kind].push(figures(await work()))
    }
  }

  const base = median(seen['GET /healthz'].map((one) => one.rate))
  table(
    `${clients} connections, ${rounds} rounds of ${seconds} s; medians`,
    ['request', 'a second', 'least – most', 'of /healthz', 'p50 ms', 'p99 ms'],
    Object.entries(seen).map(([kind, all]) => {
      const rates = all.map((one) => one.rate)
      return [
        kind,
        count(median(rates)),
        `${count(Math.min(...rates))} – ${count(Math.max(...rates))}`,
        (median(rates) / base).toFixed(2),
        median(all.map((one) => one.p50)).toFixed(2),
        median(all.map((one) => one.p99)).toFixed(2),
      ]
    }),
    true,
  )
} finally {
  agent.destroy()
  await peers?.stop()
  run('down')
  rmSync(root, { recursive: true, force: true })
}
