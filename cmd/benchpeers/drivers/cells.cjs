// Reads every cell of a workbook with an npm package. Arguments: the package
// and the workbook. Prints how many cells have content and what the numbers add
// up to.
const fs = require("node:fs");
const [name, file] = process.argv.slice(2);
const library = require(name);
let cells = 0;
let total = 0;
const count = (value) => {
  if (value === undefined || value === null || value === "") return;
  cells++;
  if (typeof value === "number") total += value;
};

const readers = {
  async xlsx() {
    const book = library.readFile(file, { dense: true });
    for (const sheet of Object.values(book.Sheets)) {
      for (const row of sheet["!data"] ?? sheet) for (const cell of row ?? []) count(cell?.v);
    }
  },
  async exceljs() {
    const book = new library.stream.xlsx.WorkbookReader(file, { worksheets: "emit", sharedStrings: "cache", styles: "ignore" });
    for await (const sheet of book) for await (const row of sheet) row.eachCell((cell) => count(cell.value));
  },
};

readers[name]().then(() => {
  const folder = require.resolve(name).split("/node_modules/")[0];
  const version = JSON.parse(fs.readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8")).version;
  console.log(cells);
  console.log(total);
  console.log(`${name} ${version}, node ${process.versions.node}`);
});
