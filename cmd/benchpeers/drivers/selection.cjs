// The npm package highs over questions in CPLEX's LP format. Arguments: the gap,
// the seconds a question may take, and the files. Prints the median of the
// processor seconds, the version, and then for every question its seconds, for
// every one its value, its bound, and whether it was proven.
const fs = require("node:fs");
const [gap, seconds, ...files] = process.argv.slice(2);
const { version } = JSON.parse(fs.readFileSync("node_modules/highs/package.json", "utf8"));

require("highs")().then((highs) => {
  const texts = files.map((file) => fs.readFileSync(file, "utf8"));
  const settings = { mip_rel_gap: Number(gap), time_limit: Number(seconds), output_flag: false };
  // The machine code is made while it first runs: not a question's cost.
  highs.solve(texts[0], { ...settings, time_limit: 1 });
  const times = [], values = [], bounds = [], proven = [];
  for (const text of texts) {
    const from = process.cpuUsage();
    const answer = highs.solve(text, settings);
    const spent = process.cpuUsage(from);
    const done = answer.Status === "Optimal";
    times.push((spent.user + spent.system) / 1e6);
    values.push(answer.ObjectiveValue);
    bounds.push(done ? answer.ObjectiveValue * (1 + Number(gap)) : "+Inf");
    proven.push(done ? 1 : 0);
  }
  const ordered = [...times].sort((a, b) => a - b);
  const n = ordered.length;
  const median = (ordered[(n - 1) >> 1] + ordered[n >> 1]) / 2;
  const lines = [median, `highs ${version}, node ${process.versions.node}`, ...times, ...values, ...bounds, ...proven];
  process.stdout.write(lines.join("\n") + "\n");
});
