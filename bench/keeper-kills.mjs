#!/usr/bin/env node
// How many exits are lost when keepers are killed under short tasks: a job of tasks that end at once, the keeper killed
// again and again at random moments while they run, then each outcome held against what the task really did.
// Usage: node bench/keeper-kills.mjs [--rota PATH] [--tasks 20000] [--kills 16] [--jobs 1] [--mix]
// --mix has every fifth task fail with a code of its own, so that ends can differ.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as rest } from 'node:timers/promises';

const here = dirname(fileURLToPath(import.meta.url));
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const rota = resolve(option('rota', join(here, '..', 'rota')));
const tasks = Number(option('tasks', 20000));
const killsEach = Number(option('kills', 16));
const jobs = Number(option('jobs', 1));
const isMixed = process.argv.includes('--mix');
const artifacts = join(here, '..', 'artifacts');
mkdirSync(artifacts, { recursive: true });
const codeOf = index => isMixed && index % 5 === 0 ? 1 + index % 200 : 0;
const script = isMixed ? '[ $((ROTA_TASK_INDEX % 5)) -ne 0 ] || exit $((1 + ROTA_TASK_INDEX % 200))' : 'true';

// Not its children, which show the same command line between fork and exec: a task must not be killed instead.
const keeperOf = state => {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const [, role, of] = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      const [status, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').pop().split(' ');
      if (role === '__keeper' && of === state && status !== 'Z') parents.set(Number(name), Number(parent));
    } catch { /* it is gone */ }
  }
  return [...parents.keys()].find(pid => !parents.has(parents.get(pid)));
};

let kills = 0, attempts = 0, lost = 0, wrong = 0, open = 0;
const reasons = new Map();
for (let job = 0; job < jobs; job++) {
  const directory = mkdtempSync(join(artifacts, 'kills-'));
  const state = join(directory, 'state');
  try {
    const run = spawn(rota, ['run', '-j', '8', '--array', `0-${tasks - 1}`, '--state', state, '--output', 'quiet', '--', 'sh',
      '-c', script], { stdio: 'ignore' });
    let isOver = false;
    const over = new Promise(done => run.on('exit', () => { isOver = true; done(); }));
    for (let kill = 0; kill < killsEach && !isOver;) {
      await rest(600 + Math.random() * 1600);
      const pid = isOver ? 0 : keeperOf(state);
      if (pid) {
        try { process.kill(pid, 'SIGKILL'); kill++; kills++; } catch { /* it was faster */ }
      }
    }
    await over;
    const all = JSON.parse(execFileSync(rota, ['export', '1', '--format', 'json', '--state', state],
      { maxBuffer: 1 << 29 })).attempts;
    attempts += all.length;
    for (const attempt of all) {
      if (attempt.state === 'lost') {
        lost++;
        reasons.set(attempt.reason, (reasons.get(attempt.reason) ?? 0) + 1);
      } else if (attempt.exit_code !== codeOf(attempt.index)) {
        wrong++;
        console.log(`  wrong: ${JSON.stringify({ ...attempt, command: undefined })}`);
      }
    }
    open += tasks - new Set(all.filter(one => one.state !== 'lost').map(one => one.index)).size;
    execFileSync(rota, ['check', '--state', state], { stdio: 'ignore' });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
console.log(`${kills} kills of keepers under ${jobs} x ${tasks} ${isMixed ? 'mixed ' : ''}tasks: ${attempts} attempts, `
  + `${lost} lost, ${wrong} with a wrong exit code, ${open} tasks without an outcome`);
for (const [reason, count] of reasons) console.log(`  ${count} x ${reason}`);
