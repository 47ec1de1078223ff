// Builds what the browser gets, into the folders that Go embeds. Nothing it
// writes is kept in the repository. Same sources and lock file, same bytes.
//
//   npm run build             everything, minified
//   npm run build -- --debug  readable, with inline source maps
//
// One line in `outputs` is one thing built: add yours there. Paths are
// relative to the repository root.
import { build } from "esbuild";
import * as sass from "sass";
import { cp, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));
const sources = "cmd/raaderum/internal/web/frontend";
const pages = "cmd/raaderum/internal/web/static";
const debug = process.argv.includes("--debug");

const outputs = [
  // ECharts, once: QuickJS draws with it on the server and the browser gets the same file.
  script("charts/frontend/echarts.js", ["charts/bundle/echarts.js", `${pages}/echarts.js`], { target: "es2017", globalName: "raaderumCharts" }),
  script(`${sources}/charts.js`, `${pages}/charts.js`),
  script(`${sources}/batch.js`, `${pages}/batch.js`),
  style(`${sources}/charts.css`, `${pages}/charts.css`, chartColors),
  // The look, and the two weights of the typeface that it uses.
  scss(`${sources}/raaderum.scss`, `${pages}/app.css`),
  font("Regular"),
  font("SemiBold"),
];

/** A JavaScript file with everything it imports, as one classic script. */
function script(from, to, options = {}) {
  return async () => {
    const result = await build({
      entryPoints: [from], absWorkingDir: root, bundle: true, write: false, format: "iife",
      target: "es2020", charset: "utf8", legalComments: "eof",
      minify: !debug, sourcemap: debug ? "inline" : false, ...options,
    });
    await put(to, result.outputFiles[0].contents);
  };
}

/** A plain stylesheet, minified, after what `before` writes. */
function style(from, to, before = async () => "") {
  return async () => {
    const contents = (await before()) + (await readFile(join(root, from), "utf8"));
    const result = await build({ stdin: { contents, loader: "css" }, write: false, minify: !debug, charset: "utf8" });
    await put(to, result.outputFiles[0].contents);
  };
}

/** The charts' palette as custom properties: light, dark on a dark screen, light on paper. */
async function chartColors() {
  const palette = JSON.parse(await readFile(join(root, "charts/palette.json"), "utf8"));
  const block = (theme) => `:root{${palette.map((color) => `--chart-${color.name}:${color[theme]}`).join(";")}}`;
  return `${block("light")}@media screen and (prefers-color-scheme:dark){${block("dark")}}`;
}

/** A Sass stylesheet; `@use "dkfds/…"` finds npm packages. */
function scss(from, to) {
  return async () => {
    const { css } = await sass.compileAsync(join(root, from), {
      loadPaths: [join(root, "node_modules")], quietDeps: true, style: debug ? "expanded" : "compressed",
    });
    await put(to, Buffer.from(css));
  };
}

/** A file or folder of an npm package, as it is: fonts, icons. */
function copy(from, to) {
  return async () => {
    await cp(join(root, from), join(root, to), { recursive: true });
    console.log(`${to}  (copied)`);
  };
}

/** One weight of the design system's typeface, the letters of Danish and English. */
function font(weight) {
  const file = `IBMPlexSans-${weight}-Latin1.woff2`;
  return copy(`node_modules/dkfds/src/fonts/IBMPlexSans/split/woff2/${file}`, `${pages}/fonts/${file}`);
}

// A half-written file must never be embedded: write beside, then rename.
async function put(to, bytes) {
  if (Array.isArray(to)) {
    for (const each of to) await put(each, bytes);
    return;
  }
  const path = join(root, to);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  console.log(`${to}  ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}

await stat(join(root, "node_modules/echarts")).catch(() => {
  console.error("The npm packages are not installed. Run: npm ci");
  process.exit(1);
});
for (const output of outputs) await output();
