#!/usr/bin/env node
// What do the pages cost: until something is seen, on the wire, and in a tab that watches a million tasks? One daemon on a state of its
// own, a job of a million tasks that runs, a hundred small ones, and the machine's chromium.
//
//   node bench/dashboard.mjs              5 rounds
//   node bench/dashboard.mjs --rounds 3 --tasks 100000 --rota ./rota
//
// Node 20 or later and chromium; the driver is that of the tests: dotnet build tests/Rota.Dashboard.Tests -c Release.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { count, duration, median, size, spread, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    rota: { type: 'string', default: join(here, '..', 'rota') },
    rounds: { type: 'string', default: '5' },
    tasks: { type: 'string', default: '1000000' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    dir: { type: 'string', default: tmpdir() },
    markdown: { type: 'boolean', default: false },
  },
})
const driver = join(here, '..', 'artifacts', 'bin', 'Rota.Dashboard.Tests', 'release', '.playwright', 'package')
if (!existsSync(driver)) {
  console.error('bench/dashboard.mjs: build its driver first: dotnet build tests/Rota.Dashboard.Tests -c Release')
  process.exit(2)
}

const { chromium } = createRequire(import.meta.url)(driver)
const rota = resolve(values.rota)
const rounds = Number(values.rounds)
const root = mkdtempSync(join(values.dir, 'rota-dashboard-'))
const state = join(root, 'state')
const run = (...words) => {
  const ended = spawnSync(rota, ['--state', state, ...words], { cwd: root, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(`rota ${words.join(' ')}: ${ended.stderr}`)
  return ended.stdout.trim()
}

run('up', '--detach', '-j', '2')
for (let one = 0; one < 100; one += 1) run('submit', '--output', 'quiet', '--name', `small-${one % 7}`, '--', 'true')
const big = run('submit', '--output', 'quiet', '--name', 'big', '--array', `1-${values.tasks}`, '--', 'true')
const browser = await chromium.launch({
  executablePath: values.chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

/** In a page: notes when its answer is there, and times requests from being asked for to their last byte. */
function watch() {
  new MutationObserver((_, observer) => {
    if (document.querySelector('.answer')) {
      globalThis.answeredAt = performance.now()
      observer.disconnect()
    }
  }).observe(document, { childList: true, subtree: true })
  globalThis.timed = async (path) => {
    await (await fetch(path)).arrayBuffer()
    const all = performance.getEntriesByName(new URL(path, location.href).href)
    const last = all[all.length - 1]
    performance.clearResourceTimings()
    return (last.responseEnd - last.startTime) / 1000
  }
}

/** A tab with an empty cache that is logged in, and what went over its wire. */
async function tab() {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  const link = run('dashboard', '--no-open', '--output', 'quiet')
  const origin = new URL(link).origin
  await context.request.post(`${origin}/v1/session`, {
    data: { code: new URL(link).hash.slice(3) },
    headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
  })
  await context.addInitScript(watch)
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  const seen = { requests: 0, bytes: 0, script: 0, types: new Map() }
  await wire.send('Network.enable')
  wire.on('Network.responseReceived', ({ requestId, type }) => seen.types.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.requests += 1
    seen.bytes += encodedDataLength
    if (seen.types.get(requestId) === 'Script') seen.script += encodedDataLength
  })
  return { context, page, wire, seen, origin }
}

const times = { paint: [], useful: [], map: [], list: [], ninth: [] }
let [wireOf, mapBytes] = [null, 0]
try {
  for (let round = 0; round < rounds; round += 1) {
    const first = await tab()
    await first.page.goto(first.origin)
    await first.page.locator('.answer').waitFor()
    const paint = await first.page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      useful: globalThis.answeredAt,
    }))
    times.paint.push(paint.paint / 1000)
    times.useful.push(paint.useful / 1000)
    wireOf ??= { ...first.seen }
    await first.context.close()

    const second = await tab()
    await second.page.goto(`${second.origin}/jobs/${big}`)
    await second.page.locator('.answer').waitFor()
    const before = second.seen.bytes
    const begun = performance.now()
    await second.page.locator('.heat canvas').waitFor()
    await second.page.waitForFunction(() => document.querySelector('.heat canvas').width > 300)
    times.map.push((performance.now() - begun) / 1000)
    mapBytes ||= second.seen.bytes - before
    times.list.push(...(await second.page.evaluate(async () => {
      const taken = []
      for (const filter of ['', 'state:succeeded', 'name:~small sort:-dur', 'failed:>0', 'sort:-started']) {
        for (let one = 0; one < 20; one += 1) {
          taken.push(await globalThis.timed(`/v1/jobs?filter=${encodeURIComponent(filter)}`))
        }
      }
      return taken
    })))
    await second.context.close()
  }

  const watching = await tab()
  await watching.page.goto(`${watching.origin}/jobs/${big}`)
  await watching.page.locator('.heat canvas').waitFor()
  await watching.wire.send('Performance.enable')
  const metrics = async () => Object.fromEntries((await watching.wire.send('Performance.getMetrics')).metrics.map((one) => [one.name, one.value]))
  const [from, done] = [await metrics(), await attempts(watching.page)]
  await watching.page.waitForTimeout(10_000)
  const [to, doneThen] = [await metrics(), await attempts(watching.page)]
  const busy = (to.TaskDuration - from.TaskDuration) / (to.Timestamp - from.Timestamp)
  for (let one = 0; one < 7; one += 1) await (await watching.context.newPage()).goto(`${watching.origin}/jobs/${big}`)
  for (let one = 0; one < rounds; one += 1) {
    const ninth = await watching.context.newPage()
    await ninth.goto(`${watching.origin}/jobs`)
    times.ninth.push(await ninth.evaluate(() => globalThis.timed('/v1/slots')))
    await ninth.close()
  }

  const sorted = [...times.list].sort((a, b) => a - b)
  table(
    `pages with a job of ${count(Number(values.tasks))} tasks that runs, medians of ${rounds} rounds`,
    ['what', 'measured', 'least – most'],
    [
      ['first contentful paint, cold cache', duration(median(times.paint)), spread(times.paint)],
      ['overview with its numbers, cold cache', duration(median(times.useful)), spread(times.useful)],
      ['requests until then', `${wireOf.requests}`, ''],
      ['on the wire until then', size(wireOf.bytes), ''],
      ['of that, script', size(wireOf.script), ''],
      ['picture of all tasks after the rest of its page', duration(median(times.map)), spread(times.map)],
      ['on the wire for that, with all that comes beside it', size(mapBytes), ''],
      ['a list of jobs by a filter, p50', duration(median(times.list)), ''],
      ['a list of jobs by a filter, p99', duration(sorted[Math.floor(sorted.length * 0.99)]), ''],
      ['a tab that watches the job, share of a core', `${(busy * 100).toFixed(1)}%`, `${count((doneThen - done) / 10)} attempts/s`],
      ['a request of the ninth tab', duration(median(times.ninth)), spread(times.ninth)],
    ],
    values.markdown,
  )
} finally {
  await browser.close()
  run('cancel', '--now', big)
  run('down')
  rmSync(root, { recursive: true, force: true })
}

async function attempts(page) {
  return page.evaluate(async (job) => (await (await fetch(`/v1/jobs/${job}`)).json()).job.attempts, big)
}
