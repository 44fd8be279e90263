#!/usr/bin/env node
// How long after a process ends the keeper has seen it, with thousands of tasks live: each task writes the time of its
// own end to standard output as its last act, and the end that Rota recorded is compared with it.
// Usage: node bench/detection.mjs [--rota PATH] [--tasks 5000] [--spread 30]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const rota = resolve(option('rota', join(here, '..', 'rota')));
const tasks = Number(option('tasks', 5000));
const spread = Number(option('spread', 30));
const artifacts = join(here, '..', 'artifacts');
mkdirSync(artifacts, { recursive: true });
const directory = mkdtempSync(join(artifacts, 'detection-'));
const state = join(directory, 'state');

try {
  // All are live before the first ends: starting them takes some seconds, so each sleeps at least 10.
  const command = `sleep $((10 + ROTA_TASK_INDEX * ${spread} / ${tasks})).$((ROTA_TASK_INDEX % 1000)); exec date +%s.%N`;
  const run = JSON.parse(execFileSync(rota, ['run', '-j', String(tasks), '--array', `1-${tasks}`, '--state', state,
    '--output', 'json', '--', 'sh', '-c', command], { stdio: ['ignore', 'pipe', 'ignore'] }));
  if (run.tasks.succeeded !== tasks) throw new Error(`only ${run.tasks.succeeded} of ${tasks} succeeded`);
  const ended = new Map(JSON.parse(execFileSync(rota, ['tasks', '1', '--output', 'json'],
    { env: { ...process.env, ROTA_STATE: state }, maxBuffer: 1 << 28 })).tasks.map(task => [task.index, task.ended]));
  const said = execFileSync(rota, ['logs', '1', '--state', state], { maxBuffer: 1 << 28, encoding: 'utf8' });
  const delays = said.trim().split('\n').map(line => {
    const [, index, seconds] = /\[(\d+)\]: ([\d.]+)/.exec(line);
    const at = ended.get(Number(index));
    return (Date.parse(at) + Number(at.slice(23, 26)) / 1000) - Number(seconds) * 1000;
  }).sort((x, y) => x - y);
  const at = share => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))].toFixed(2);
  const cpu = readFileSync('/proc/cpuinfo', 'utf8').match(/model name\s*: (.*)/)?.[1] ?? 'unknown cpu';
  console.log(`${cpu}; ${tasks} live tasks, ends spread over ${spread} s`);
  console.log(`from a task's last act to its recorded end, ms: p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)}`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
