#!/usr/bin/env node
// What does the export of traces cost? Launches the same tasks without it, with a collector in a process of its own, with a
// collector that is not there, and with another binary, in interleaved rounds; each checks what the collector got.
//
//   node bench/otlp.mjs [--before PATH-OF-AN-EARLIER-ROTA] [--rota PATH] [--tasks 5000] [--rounds 5] [--slots 4]
//
// Node 20 or later, no packages.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { count, duration, median, size, spread, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values: options } = parseArgs({
  options: {
    collect: { type: 'boolean' },
    rota: { type: 'string', default: join(here, '..', 'artifacts', 'rota', 'rota') },
    before: { type: 'string' },
    tasks: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    slots: { type: 'string', default: '4' },
    dir: { type: 'string', default: join(here, '..', 'artifacts') },
    markdown: { type: 'boolean' },
  },
})

/** A collector: counts spans, and tells how many at /count. */
function collect() {
  let spans = 0
  const server = createServer((request, answer) => {
    if (request.url === '/count') {
      answer.end(`${spans}`)
      spans = 0
      return
    }
    let text = ''
    request.on('data', (piece) => (text += piece))
    request.on('end', () => {
      for (const all of JSON.parse(text).resourceSpans ?? []) for (const one of all.scopeSpans) spans += one.spans.length
      answer.end('{}')
    })
  })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))
}

async function main() {
  const [tasks, rounds] = [Number(options.tasks), Number(options.rounds)]
  const rota = resolve(options.rota)
  const collector = spawn(process.execPath, [fileURLToPath(import.meta.url), '--collect'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(collector.stdout, 'data')
  const url = `http://127.0.0.1:${String(line).trim()}`
  const sampled = Math.min(tasks, 100) + Math.max(0, Math.ceil(tasks / 100) - 1) + 1
  const cases = [
    ...(options.before ? [{ name: 'off, the binary before', rota: resolve(options.before), spans: 0 }] : []),
    { name: 'off', rota, spans: 0 },
    { name: 'on', rota, endpoint: url, spans: sampled },
    { name: 'on, nobody there', rota, endpoint: 'http://127.0.0.1:9', spans: 0 },
  ]

  async function measure({ rota: program, endpoint, spans }) {
    const state = mkdtempSync(join(options.dir, 'otlp-'))
    const env = { ...process.env, ...(endpoint ? { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } : {}) }
    const run = (...words) => {
      const ran = spawnSync(program, ['--state', state, ...words], { encoding: 'utf8', env })
      if (ran.status !== 0) throw new Error(`rota ${words.join(' ')}: exit ${ran.status}\n${ran.stderr}`)
    }
    try {
      run('run', '--', 'true')
      await fetch(`${url}/count`)
      const begun = process.hrtime.bigint()
      run('run', '-j', options.slots, '--array', `1-${tasks}`, '--', 'true')
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9
      const got = Number(await (await fetch(`${url}/count`)).text())
      if (got !== spans) throw new Error(`the collector got ${got} spans instead of ${spans}`)
      return seconds
    } finally {
      rmSync(state, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
    }
  }

  try {
    const seconds = new Map(cases.map((one) => [one.name, []]))
    for (let round = 0; round < rounds; round++) {
      for (const one of round % 2 === 0 ? cases : cases.toReversed()) seconds.get(one.name).push(await measure(one))
    }

    const off = median(seconds.get('off'))
    table(
      `${count(tasks)} x true, ${options.slots} at a time, ${rounds} rounds`,
      ['export', 'median', 'min – max', 'launches a second', 'time ÷ off', 'binary'],
      cases.map(({ name, rota: program }) => {
        const middle = median(seconds.get(name))
        return [name, duration(middle), spread(seconds.get(name)), count(tasks / middle), (middle / off).toFixed(2), size(statSync(program).size)]
      }),
      options.markdown,
    )
  } finally {
    collector.kill()
  }
}

if (options.collect) collect()
else await main()
