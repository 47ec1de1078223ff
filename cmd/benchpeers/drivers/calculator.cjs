// A financial function of an npm package over rows of flows. Arguments: the
// package and a file of flows. Prints the nanoseconds of processor time a row
// takes, the version, and the answers. What a package wants beside the flows is
// made before the clock starts.
const fs = require("node:fs");
const [name, file] = process.argv.slice(2);
const lines = fs.readFileSync(file, "utf8").trim().split("\n");
const [wanted, ...settings] = lines[0].split(" ");
const [budget, rate, finance, reinvest] = settings.map(Number);
const start = Date.UTC(2013, 0, 1);
const rows = lines.slice(1).map((line) => {
  const [n, ...numbers] = line.split(" ").map(Number);
  const flows = numbers.slice(0, n);
  const dates = numbers.slice(n).map((day) => new Date(start + day * 86400000));
  return { flows, dates, dated: flows.map((amount, i) => ({ amount, when: dates[i], date: dates[i] })) };
});

const library = require(name);
const functions = {
  financial: {
    npv: (row) => library.npv(rate, row.flows),
    irr: (row) => library.irr(row.flows),
    mirr: (row) => library.mirr(row.flows, finance, reinvest),
  },
  "node-irr": { irr: (row) => library.irr(row.flows) },
  "@formulajs/formulajs": { irr: (row) => library.IRR(row.flows) },
  xirr: { xirr: (row) => library(row.dated) },
};
const call = functions[name][wanted];
const answer = (row) => {
  try {
    const value = call(row);
    return typeof value === "number" ? value : NaN;
  } catch {
    return NaN; // the package gives up: counted where the answers are compared
  }
};

const answers = rows.map(answer);
for (let warm = 0; warm < 3; warm++) rows.forEach(answer);
let sink = 0;
let passes = 0;
let spent = 0;
const from = process.cpuUsage();
while (spent < budget * 1e6) {
  for (const row of rows) sink += answer(row);
  passes++;
  const used = process.cpuUsage(from);
  spent = used.user + used.system;
}
const folder = require.resolve(name).split("/node_modules/")[0];
const version = JSON.parse(fs.readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8")).version;
console.log((spent * 1e3) / passes / rows.length);
console.log(`${name} ${version}, node ${process.versions.node}`);
console.log(answers.join("\n"));
if (sink === 0.125) console.error("unlikely");
