// What it costs that the keeper looks how output grows, and how fast output is looked through.
//
// Needs perl for tasks that write.
//
//   node bench/log-times.mjs [--tasks 100] [--lines 10000] [--seconds 20] [--megabytes 1024] [--without BINARY]
//
// 1. Tasks that write so many lines a second each: CPU time of the keeper a second.
// 2. Launches a second of 5,000 x /bin/true, beside a binary without it where one is named, in turns.
// 3. `rota logs --grep` over so many megabytes of kept output beside `grep -c` over the same files, in turns.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    rota: { type: "string", default: "artifacts/rota/rota" },
    without: { type: "string" },
    tasks: { type: "string", default: "100" },
    lines: { type: "string", default: "10000" },
    seconds: { type: "string", default: "20" },
    megabytes: { type: "string", default: "1024" },
    rounds: { type: "string", default: "5" },
  },
});
const [tasks, lines, seconds, megabytes, rounds] = ["tasks", "lines", "seconds", "megabytes", "rounds"].map((name) => Number(values[name]));
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"]));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const spread = (list, digits) => `${median(list).toFixed(digits)} (${Math.min(...list).toFixed(digits)} – ${Math.max(...list).toFixed(digits)})`;

async function inState(work) {
  const root = mkdtempSync(join(tmpdir(), "rota-times-"));
  const env = { ...process.env, ROTA_STATE: join(root, "state"), LC_ALL: "C" };
  try {
    return await work(root, env);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

function keeperOf(state) {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      if (words.includes("__keeper") && words.includes(state)) return pid;
    } catch {} // it has ended
  }
}

const cpuTicks = (pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, field) => sum + Number(field), 0);

/** CPU time of the keeper, in thousandths of a core, while tasks write. */
const chatty = (binary) =>
  inState(async (_, env) => {
    const loop = `my $text = "a line of some forty bytes, all the same\n" x ${lines / 20}; `
      + `for (1 .. ${(seconds + 8) * 20}) { syswrite STDOUT, $text; select undef, undef, undef, 0.05 }`;
    const run = spawn(binary, ["run", "-j", `${tasks}`, "--array", `1-${tasks}`, "--", "perl", "-e", loop], { env, stdio: "ignore" });
    await pause(5000);
    const pid = keeperOf(env.ROTA_STATE);
    const [ticks, began] = [cpuTicks(pid), performance.now()];
    await pause(seconds * 1000);
    const share = (cpuTicks(pid) - ticks) / ticksPerSecond / ((performance.now() - began) / 1000);
    await new Promise((done) => run.on("exit", done));
    return share * 1000;
  });

const launches = (binary) =>
  inState(async (_, env) => {
    const began = performance.now();
    execFileSync(binary, ["run", "-j", "4", "--array", "1-5000", "--", "/bin/true"], { env, stdio: "ignore" });
    return 5000 / ((performance.now() - began) / 1000);
  });

const binaries = [["with", resolve(values.rota)], ...(values.without ? [["without", resolve(values.without)]] : [])];
for (const [what, measure, digits] of [
  [`keeper beside ${tasks} tasks of ${lines} lines a second, thousandths of a core`, chatty, 1],
  ["launches a second, 5,000 x /bin/true, -j 4", launches, 0],
]) {
  const seen = binaries.map(() => []);
  for (let round = 0; round < (measure === chatty ? 1 : rounds); round++)
    for (const [at, [, binary]] of binaries.entries()) seen[at].push(await measure(binary));
  binaries.forEach(([name], at) => console.log(`${what}, ${name}: ${spread(seen[at], digits)}`));
}

await inState(async (root, env) => {
  const awk = `awk -v t=$ROTA_TASK_INDEX 'BEGIN { for (n = 0; n < 190000; n++) print "step " n " of " t " loss=0.4711 accuracy=0.93 some more words of a usual line" (n % 19000 ? "" : " ERROR") }'`;
  execFileSync(resolve(values.rota), ["run", "-j", "2", "--array", `1-${Math.ceil(megabytes / 15)}`, "--", "sh", "-c", awk], { env, stdio: "ignore" });
  const directory = join(env.ROTA_STATE, "jobs", "1");
  const files = readdirSync(directory).filter((name) => name.endsWith(".log")).map((name) => join(directory, name));
  for (const pattern of ["ERROR", "step 19000 .*ERROR", "[0-9]+ of 7 "]) {
    const [ours, theirs] = [[], []];
    let bytes;
    for (let round = 0; round < rounds; round++) {
      let began = performance.now();
      const time = spawnSync("/usr/bin/env", ["time", "-f", "%M", resolve(values.rota), "logs", "1", "--grep", pattern], { env, encoding: "utf8", maxBuffer: 1 << 30 });
      ours.push((performance.now() - began) / 1000);
      bytes = Number(time.stderr?.trim().split("\n").at(-1)) * 1024;
      began = performance.now();
      spawnSync("grep", ["-cE", pattern, ...files], { env });
      theirs.push((performance.now() - began) / 1000);
    }
    console.log(`--grep '${pattern}', seconds: ${spread(ours, 2)}; grep -cE: ${spread(theirs, 2)}; resident ${(bytes / 1e6).toFixed(0)} MB`);
  }
});
