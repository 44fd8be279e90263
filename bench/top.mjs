// How dear `rota top` is beside many tasks: CPU time of its process on a terminal of 80 by 24 over a minute, and the
// time from its start to its first picture. Needs script (bsdutils) and memory for so many sleeping processes.
//
//   node bench/top.mjs [--running 5000] [--waiting 1000000] [--seconds 60] [--starts 10]
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    rota: { type: "string", default: "artifacts/rota/rota" },
    running: { type: "string", default: "5000" },
    waiting: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "60" },
    starts: { type: "string", default: "10" },
  },
});
const rota = resolve(values.rota);
const [running, waiting, seconds, starts] = [values.running, values.waiting, values.seconds, values.starts].map(Number);
const root = mkdtempSync(join(tmpdir(), "rota-top-"));
const env = { ...process.env, ROTA_STATE: join(root, "state"), TERM: "xterm-256color" };
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"]));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const call = (...words) => execFileSync(rota, words, { env, encoding: "utf8" });

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Starts top on a terminal; tells when it has drawn its first picture, and how to end it. */
async function start(command = `exec ${rota} top`) {
  const began = performance.now();
  const script = spawn("script", ["-qfc", `stty cols 80 rows 24; ${command}`, "/dev/null"], { env });
  let seen = "";
  let bytes = 0;
  await new Promise((drawn, failed) => {
    script.on("exit", () => failed(new Error(`top ended: ${seen}`)));
    script.stdout.on("data", (part) => {
      bytes += part.length;
      if (seen.length < 100_000) seen += part;
      if (seen.includes("q out")) drawn();
    });
  });
  const first = performance.now() - began;
  script.removeAllListeners("exit");
  const pid = Number(execFileSync("pgrep", ["-P", `${script.pid}`], { encoding: "utf8" }).trim().split("\n")[0]);
  const leave = (key = "q") => new Promise((gone) => (script.on("exit", gone), script.stdin.write(key)));
  return { first, pid, bytes: () => bytes, leave };
}

function cpuTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

async function share() {
  const top = await start();
  const [ticks, bytes, began] = [cpuTicks(top.pid), top.bytes(), performance.now()];
  await pause(seconds * 1000);
  const elapsed = (performance.now() - began) / 1000;
  const cpu = (cpuTicks(top.pid) - ticks) / ticksPerSecond / elapsed;
  const rate = (top.bytes() - bytes) / elapsed;
  await top.leave();
  return { cpu, rate };
}

try {
  call("up", "--detach", "--slots", `${running}`);
  call("submit", "--array", `1-${running + waiting}`, "--", "sleep", "100");
  for (let live = 0; live < running; await pause(1000)) {
    live = JSON.parse(call("status", "1", "--output", "json")).job.running;
    process.stderr.write(`\r${live} running  `);
  }

  // Of the terminal and its shell alone, in the same rounds: top is what comes on top of it.
  const [firsts, empties] = [[], []];
  for (let round = 0; round < starts; round++) {
    const empty = await start("printf 'q out'; read line");
    empties.push(empty.first);
    await empty.leave("\n");
    const top = await start();
    firsts.push(top.first - empty.first);
    await top.leave();
  }

  const { cpu, rate } = await share();
  process.stderr.write("\r");
  console.log(`running ${running}, waiting ${waiting}, a task lasts 100 s`);
  console.log(
    `first picture: median ${median(firsts).toFixed(0)} ms, least ${Math.min(...firsts).toFixed(0)}, ` +
      `worst ${Math.max(...firsts).toFixed(0)} of ${starts}, beyond ${median(empties).toFixed(0)} ms of terminal and shell`,
  );
  console.log(`cpu of top: ${(cpu * 100).toFixed(2)}% of a core over ${seconds} s, ${(rate / 1000).toFixed(1)} kB/s written`);
} finally {
  try {
    call("cancel", "1");
    call("down");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
