#!/usr/bin/env node
// How fast do batch launchers start and reap tasks? Measures rota against xargs, make, GNU parallel and task-spooler on
// this machine, in interleaved rounds, and checks each time that every task really succeeded.
//
//   node bench/launchers.mjs                          all sets, 5 rounds
//   node bench/launchers.mjs --rounds 3 --only launch,rota,xargs
//   node bench/launchers.mjs --markdown > docs/launchers.md
//
// Node 20 or later, no packages.
import { spawn, spawnSync } from 'node:child_process'
import {
  accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { count, duration, median, size, spread, table } from './table.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const sets = ['launch', 'sleep', 'prompt', 'array']
const launcherNames = ['rota', 'xargs', 'make', 'parallel', 'tsp']
const usage = `usage: node launchers.mjs [options]
  --rota PATH     the binary to measure (default ../rota, beside this script's folder)
  --rounds N      rounds of each measurement (default 5)
  --tasks N       tasks of the launch set (default 10000; the slow launchers get a tenth)
  --slots N       tasks at a time in the launch set (default 4)
  --array N       tasks of the array set (default 1000000)
  --only LIST     of the sets ${sets.join(' ')} and the launchers ${launcherNames.join(' ')}
  --dir DIR       where state and scratch files go; should be a real disk (default ../artifacts)
  --markdown      tables in Markdown`

const options = readOptions()
const rota = resolve(options.rota)
const scratch = makeScratch(options.dir)
const children = new Set()
let sequence = 0

/** An environment that does not change what is measured: no user's flags, no user's state. */
const environment = { ...process.env, LC_ALL: 'C', PARALLEL_HOME: join(scratch, 'parallel') }
for (const name of ['MAKEFLAGS', 'MAKELEVEL', 'MFLAGS', 'PARALLEL', 'ROTA_STATE', 'TS_SLOTS', 'TS_ONFINISH']) {
  delete environment[name]
}

function readOptions() {
  const fail = (message) => {
    console.error(`launchers: ${message}\n${usage}`)
    process.exit(2)
  }
  let values
  try {
    ;({ values } = parseArgs({
      options: {
        rota: { type: 'string', default: join(here, '..', 'rota') },
        rounds: { type: 'string', default: '5' },
        tasks: { type: 'string', default: '10000' },
        slots: { type: 'string', default: '4' },
        array: { type: 'string', default: '1000000' },
        only: { type: 'string', default: '' },
        dir: { type: 'string', default: join(here, '..', 'artifacts') },
        markdown: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }))
  } catch (error) {
    fail(error.message)
  }
  if (values.help) {
    console.log(usage)
    process.exit(0)
  }
  for (const name of ['rounds', 'tasks', 'slots', 'array']) {
    values[name] = Number(values[name])
    if (!Number.isInteger(values[name]) || values[name] < 1) fail(`--${name} takes a whole number from 1`)
  }
  const only = values.only.split(',').map((word) => word.trim()).filter(Boolean)
  const unknown = only.filter((word) => !sets.includes(word) && !launcherNames.includes(word))
  if (unknown.length > 0) fail(`--only does not know ${unknown.join(', ')}`)
  const chosen = (all) => (only.some((word) => all.includes(word)) ? all.filter((word) => only.includes(word)) : all)
  return { ...values, sets: chosen(sets), launchers: chosen(launcherNames) }
}

function makeScratch(parent) {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(resolve(parent), 'launchers-'))
}

function cleanUp() {
  for (const pid of children) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  if (installed('tsp')) spawnSync('tsp', ['-K'], { env: spoolerEnvironment(), stdio: 'ignore' })
  // A keeper may still be writing its last lines into the state it serves.
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

function installed(program) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => isExecutable(join(directory, program)))
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const output = (program, args) => (spawnSync(program, args, { env: environment, encoding: 'utf8' }).stdout ?? '').trim()
const shell = (command) => ['/bin/sh', ['-c', command]]
const fresh = (name) => join(scratch, `${name}-${++sequence}`)

/** Runs a command to its end. The time is from before the spawn to the exit, as a person at a prompt sees it. */
function timed([program, args], { env = environment, timeoutSeconds = 1800 } = {}) {
  return new Promise((resolvePromise, reject) => {
    const start = process.hrtime.bigint()
    const child = spawn(program, args, { cwd: scratch, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    // The last part is enough to say what went wrong, and the JSON of rota is one line.
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (data) => (said[name] = (said[name] + data).slice(-1_000_000)))
    }
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), timeoutSeconds * 1000)
    const ended = { seconds: 0, code: null }
    child.on('error', reject)
    child.on('exit', (code) => {
      ended.seconds = Number(process.hrtime.bigint() - start) / 1e9
      ended.code = code
      clearTimeout(timer)
      children.delete(child.pid)
      // What outlives the command (a keeper) must not hold the pipes and with them the benchmark.
      setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, 500).unref()
    })
    child.on('close', () => {
      if (ended.code === 0) resolvePromise({ seconds: ended.seconds, ...said })
      else reject(new Error(`exit ${ended.code}: ${program} ${args.join(' ')}\n${said.stderr.slice(-2000)}`))
    })
    if (child.pid) children.add(child.pid)
  })
}

function check(condition, message) {
  if (!condition) throw new Error(`wrong result: ${message}`)
}

function finalObject(text, command) {
  const line = text.trim().split('\n').at(-1)
  try {
    return JSON.parse(line)
  } catch {
    throw new Error(`wrong result: ${command} should end with one JSON object, not ${line.slice(0, 200)}`)
  }
}

async function runRota(args, count, state) {
  const result = await timed([rota, ['run', '--output', 'json', '--state', state, ...args]])
  const { tasks, job } = finalObject(result.stdout, 'rota run')
  check(tasks?.succeeded === count && tasks?.total === count && job?.state === 'succeeded',
    `rota says ${JSON.stringify({ tasks, state: job?.state })}, expected ${count} succeeded`)
  return result.seconds
}

/** Runs rota in a state of its own, and removes the state afterwards, outside the measured time. */
async function runRotaFresh(args, count) {
  const state = fresh('state')
  try {
    return await runRota(args, count, state)
  } finally {
    rmSync(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

function makefile(count) {
  const path = join(scratch, `Makefile-${count}`)
  const targets = Array.from({ length: count }, (_, index) => `t${index + 1}`)
  const recipes = targets.map((name) => `${name}:\n\t@/bin/true\n`).join('')
  writeFileSync(path, `.PHONY: all ${targets.join(' ')}\nall: ${targets.join(' ')}\n${recipes}`)
  return path
}

function spoolerEnvironment() {
  return { ...environment, TS_SOCKET: join(scratch, 'tsp.socket'), TMPDIR: scratch, TS_MAXFINISHED: '1000000' }
}

async function runSpooler(jobs, slots) {
  const env = spoolerEnvironment()
  spawnSync('tsp', ['-K'], { env, stdio: 'ignore' })
  // -w waits for the last job only; the few still running beside it are asked for one by one.
  const command = `tsp -S ${slots}
    i=0; while [ $i -lt ${jobs} ]; do tsp -n /bin/true; i=$((i + 1)); done >/dev/null; tsp -w
    i=${Math.max(0, jobs - 4 * slots)}; while [ $i -lt ${jobs} ]; do tsp -w $i; i=$((i + 1)); done`
  try {
    const { seconds } = await timed(shell(command), { env })
    const list = spawnSync('tsp', ['-l'], { env, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout
    const succeeded = list.split('\n').filter((line) => /^\d+\s+finished\s+\S+\s+0\s/.test(line)).length
    check(succeeded === jobs, `tsp lists ${succeeded} jobs finished with 0, expected ${jobs}`)
    return seconds
  } finally {
    spawnSync('tsp', ['-K'], { env, stdio: 'ignore' })
  }
}

/** The launchers of the first set. A run returns its seconds; all but rota and tsp vouch for their tasks by exit code. */
function launchers() {
  const { tasks, slots } = options
  const few = Math.max(1, Math.round(tasks / 10))
  return [
    {
      name: 'rota',
      label: `rota run -j ${slots} --array 1-${tasks}`,
      count: tasks,
      available: isExecutable(rota),
      run: () => runRotaFresh(['-j', String(slots), '--array', `1-${tasks}`, '--', '/bin/true'], tasks),
    },
    {
      name: 'xargs',
      label: `xargs -P${slots} -n1`,
      count: tasks,
      run: async () => (await timed(shell(`seq 1 ${tasks} | xargs -P${slots} -n1 /bin/true`))).seconds,
    },
    {
      name: 'make',
      label: `make -j${slots}`,
      count: tasks,
      run: async () => (await timed(['make', ['-s', '-r', `-j${slots}`, '-f', makefile(tasks)]])).seconds,
    },
    {
      name: 'parallel',
      label: `parallel -j${slots} (GNU)`,
      count: few,
      available: installed('parallel') && output('parallel', ['--version']).startsWith('GNU'),
      run: async () => (await timed(shell(`seq 1 ${few} | parallel --will-cite -j${slots} /bin/true`))).seconds,
    },
    {
      name: 'tsp',
      label: `tsp -S ${slots} (task-spooler)`,
      count: few,
      run: () => runSpooler(few, slots),
    },
  ].filter((launcher) => isChosen(launcher))
}

function isChosen(launcher) {
  if (!options.launchers.includes(launcher.name)) return false
  const available = launcher.available ?? installed(launcher.name)
  if (!available) note(`${launcher.name}: not found${launcher.name === 'rota' ? ` at ${rota}` : ''}, left out`)
  return available
}

function print(title, head, rows) {
  table(title, head, rows, options.markdown)
}

function note(text) {
  console.error(text)
}

/** Runs every measurement once a round, each round starting with another: a drift of the machine hits all alike. */
async function interleaved(set, measurements) {
  const seconds = new Map(measurements.map(({ name }) => [name, []]))
  for (let round = 0; round < options.rounds; round++) {
    for (let turn = 0; turn < measurements.length; turn++) {
      const { name, run } = measurements[(round + turn) % measurements.length]
      // Dirty pages of the one before are not this one's to write.
      spawnSync('sync')
      const took = await run()
      seconds.get(name).push(took)
      note(`${set} ${round + 1}/${options.rounds}  ${name.padEnd(9)} ${duration(took)}`)
    }
  }
  return seconds
}

async function measureLaunch() {
  const chosen = launchers()
  const seconds = await interleaved('launch', chosen)
  const each = new Map(chosen.map(({ name, count }) => [name, median(seconds.get(name)) / count]))
  const against = (name, peer) => (each.has(peer) ? `${(each.get(name) / each.get(peer)).toFixed(2)}×` : '–')
  print(`Launching /bin/true, ${options.slots} at a time`,
    ['launcher', 'tasks', 'median', 'min – max', 'tasks/s', 'time ÷ xargs', 'time ÷ make'],
    chosen.map(({ name, label, count: tasks }) => [
      label, count(tasks), duration(median(seconds.get(name))), spread(seconds.get(name)),
      count(1 / each.get(name)), against(name, 'xargs'), against(name, 'make'),
    ]))
}

async function measureSleep() {
  const [tasks, slots, nap] = [2000, 64, 0.1]
  const ideal = (tasks * nap) / slots
  const chosen = [
    {
      name: 'rota',
      label: `rota run -j ${slots}`,
      available: isExecutable(rota),
      run: () => runRotaFresh(['-j', String(slots), '--array', `1-${tasks}`, '--', 'sleep', String(nap)], tasks),
    },
    {
      name: 'xargs',
      label: `xargs -P${slots} -n1`,
      run: async () => (await timed(shell(`yes ${nap} | head -n ${tasks} | xargs -P${slots} -n1 sleep`))).seconds,
    },
  ].filter(isChosen)
  const seconds = await interleaved('sleep', chosen)
  print(`${count(tasks)} × sleep ${nap}, ${slots} at a time (ideal ${duration(ideal)})`,
    ['launcher', 'median', 'min – max', 'time ÷ ideal'],
    chosen.map(({ name, label }) => [
      label, duration(median(seconds.get(name))), spread(seconds.get(name)),
      `${(median(seconds.get(name)) / ideal).toFixed(3)}×`,
    ]))
}

/** What one small command costs from prompt to prompt, in a state that does not exist yet and in one that does. */
async function measurePrompt() {
  if (!rotaIsThere()) return
  const warmState = fresh('state')
  await runRota(['--', 'true'], 1, warmState)
  const measurements = [
    { name: 'cold', label: 'rota run -- true, new state', run: () => runRotaFresh(['--', 'true'], 1) },
    { name: 'warm', label: 'rota run -- true, same state', run: () => runRota(['--', 'true'], 1, warmState) },
    { name: 'version', label: 'rota --version', run: async () => (await timed([rota, ['--version']])).seconds },
    { name: 'sh', label: 'sh -c true', run: async () => (await timed(shell('true'))).seconds },
  ]
  const seconds = await interleaved('prompt', measurements)
  print('Prompt to prompt', ['command', 'median', 'min – max'],
    measurements.map(({ name, label }) => [label, duration(median(seconds.get(name))), spread(seconds.get(name))]))
}

/** A large array is accepted, listed and shown without loading its tasks. */
async function measureArray() {
  if (!rotaIsThere()) return
  const rows = { submit: [], ls: [], status: [] }
  const bytes = []
  for (let round = 0; round < options.rounds; round++) {
    const state = fresh('state')
    spawnSync('sync')
    const array = ['--array', `1-${options.array}`, '--', '/bin/true']
    const submitted = await timed([rota, ['submit', '--output', 'json', '--yes', '--state', state, ...array]])
    const { id } = finalObject(submitted.stdout, 'rota submit')
    check(id !== undefined, `rota submit printed no id: ${submitted.stdout}`)
    bytes.push(sizeOf(state))
    const listed = await timed([rota, ['ls', '--output', 'json', '--state', state]])
    const job = finalObject(listed.stdout, 'rota ls').jobs?.find((candidate) => String(candidate.id) === String(id))
    check(job?.total === options.array, `rota ls says ${job?.total} tasks, expected ${options.array}`)
    const shown = await timed([rota, ['status', String(id), '--output', 'json', '--state', state]])
    finalObject(shown.stdout, 'rota status')
    for (const [name, result] of Object.entries({ submit: submitted, ls: listed, status: shown })) {
      rows[name].push(result.seconds)
      note(`array ${round + 1}/${options.rounds}  ${name.padEnd(9)} ${duration(result.seconds)}`)
    }
    rmSync(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  print(`An array of ${count(options.array)} tasks`, ['command', 'median', 'min – max'], [
    ...Object.entries(rows).map(([name, values]) => [`rota ${name}`, duration(median(values)), spread(values)]),
    ['size of the state', size(median(bytes)), ''],
  ])
}

function rotaIsThere() {
  return isChosen({ name: 'rota', available: isExecutable(rota) })
}

function sizeOf(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size
}

function machine() {
  const version = isExecutable(rota) ? output(rota, ['--version']).split('\n')[0] : ''
  const disk = output('df', ['--output=fstype,source', scratch]).split('\n').at(-1).trim().replace(/\s+/, ' on ')
  let distribution = ''
  try {
    distribution = /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
  } catch {
    // Not every system has one.
  }
  return [
    cpus()[0]?.model.trim() ?? 'unknown cpu', `${availableParallelism()} cores`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `Linux ${release()}`, distribution, disk, version && `rota ${version.replace(/^rota\s*/, '')}`,
    options.rounds === 1 ? '1 round' : `${options.rounds} rounds`, new Date().toISOString().slice(0, 10),
  ].filter(Boolean).join(' · ')
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    cleanUp()
    process.exit(130)
  })
}

try {
  console.log(`${machine()}\n`)
  const measures = { launch: measureLaunch, sleep: measureSleep, prompt: measurePrompt, array: measureArray }
  for (const set of options.sets) await measures[set]()
} catch (error) {
  console.error(`launchers: ${error.message}`)
  process.exitCode = 1
} finally {
  cleanUp()
}
