// Draws every plot of docs/ that comes from the policy simulator: node bench/plots.mjs
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const common = ["--dispatchers", "50", "--delay", "0.01", "--seed", "1", "--tasks", "1500000", "--warmup", "0.3"];
const plots = {
  "policy-load.svg": ["--strategy", "random,two-choices,reserve-one,idle,shared-state,central", "--nodes", "500",
    "--load", "0.3,0.4,0.5,0.6,0.7,0.8,0.85,0.9,0.93,0.95"],
  "policy-nodes.svg": ["--strategy", "two-choices,reserve-one,idle,bid,hot-cold,central", "--load", "0.85",
    "--nodes", "50,100,200,500,1000,2000,5000"],
  "policy-unequal.svg": ["--strategy", "random,two-choices,reserve-one,idle,central", "--nodes", "500",
    "--speeds", "1,1,1,1,0.333333", "--load", "0.3,0.4,0.5,0.6,0.7,0.8,0.85,0.9"],
};
for (const [file, options] of Object.entries(plots)) {
  console.error(`${file}: rota simulate policy ${options.join(" ")} ${common.join(" ")}`);
  execFileSync(join(root, "rota"), ["simulate", "policy", ...options, ...common, "--plot", join(root, "docs", file)],
    { stdio: ["ignore", "ignore", "inherit"] });
}
