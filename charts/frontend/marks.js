import { graphic, helper } from "echarts/core";

// Marks that ECharts has no series for. An option names them in renderItem, so
// that options stay plain JSON.

/**
 * A strong level line in one category's band: [category, value, share of the
 * band]. Where there is no value there is no line.
 */
export function bandLine(params, api) {
  const [x, y] = api.coord([api.value(0), api.value(1)]);
  if (Number.isNaN(y)) return null;
  const half = (api.size([1, 0])[0] * (api.value(2) || 1)) / 2;
  return {
    type: "line",
    shape: { x1: x - half, y1: y, x2: x + half, y2: y },
    style: { stroke: api.visual("color"), lineWidth: 3, fill: "none" },
  };
}

/**
 * An empty outline over a part of a category's column: [category, from, to].
 * Its surface lies under what else stands there, its border over it. The
 * series' payload says where the column is: {offset, width} in pixels.
 */
export function columnOutline(params, api) {
  const { offset, width } = params.itemPayload;
  const [x, low] = api.coord([api.value(0), api.value(1)]);
  const [, high] = api.coord([api.value(0), api.value(2)]);
  const shape = { x: x + offset - width / 2, y: high, width, height: low - high };
  return {
    type: "group",
    children: [
      { type: "rect", shape, z2: -1, style: { fill: api.visual("color") } },
      {
        type: "rect", shape, z2: 100, silent: true,
        style: { fill: "none", stroke: api.visual("borderColor"), lineWidth: 1.5, lineDash: [6, 3] },
      },
    ],
  };
}

const Marks = graphic.extendShape({
  type: "marks",
  shape: { symbol: "circle", parts: [] },
  buildPath(path, { symbol, parts }) {
    const one = helper.createSymbol(symbol, -1, -1, 2, 2);
    for (const part of parts) {
      if (symbol === "circle") circle(path, part);
      else one.buildPath(path, { ...one.shape, ...part });
    }
  },
});
graphic.registerShape("marks", Marks);

// In halves: the ends of a whole circle's arc lie so near that rounding them moves it.
function circle(path, { x, y, width }) {
  const r = width / 2;
  path.arc(x + r, y + r, r, 0, Math.PI);
  path.arc(x + r, y + r, r, Math.PI, 2 * Math.PI);
  path.closePath();
}

/**
 * The marks of a scatter series that all look the same, as one shape. The series'
 * payload says {symbol, itemStyle} and the parts, {at, size, offset}.
 */
export function marks(params, api) {
  const { symbol, itemStyle, parts } = params.itemPayload;
  const shape = {
    symbol,
    parts: parts.map(({ at, size, offset }) => {
      const [x, y] = api.coord(at);
      return { x: x + offset[0] - size / 2, y: y + offset[1] - size / 2, width: size, height: size };
    }),
  };
  return {
    type: "marks", shape, z2: 100,
    style: {
      fill: itemStyle.color, stroke: itemStyle.borderColor, lineWidth: itemStyle.borderWidth,
      lineDash: itemStyle.borderType, opacity: itemStyle.opacity,
    },
  };
}

/** A strong upright line through the whole plot at a value: [value, any row]. */
export function uprightLine(params, api) {
  const [x] = api.coord([api.value(0), api.value(1)]);
  const { y, height } = params.coordSys;
  return {
    type: "line",
    shape: { x1: x, y1: y, x2: x, y2: y + height },
    style: { stroke: api.visual("color"), lineWidth: 2, fill: "none" },
  };
}

/**
 * A bar in a row of a value axis: [from, row, to]. The series' payload says
 * which part of the row it takes, {top, bottom} in shares, and whether its
 * outline is {dashed}. A bar without extent still shows as a thin line.
 */
export function rowBar(params, api) {
  const { top, bottom, dashed } = params.itemPayload;
  const row = api.value(1);
  const [x0, y0] = api.coord([api.value(0), row + top]);
  const [x1, y1] = api.coord([api.value(2), row + bottom]);
  const width = Math.max(1.5, Math.abs(x1 - x0));
  return {
    type: "rect",
    shape: { x: Math.min(x0, x1), y: Math.min(y0, y1), width, height: Math.abs(y1 - y0) },
    style: {
      fill: api.visual("color"), stroke: api.visual("borderColor"), lineWidth: 1.25,
      lineDash: dashed ? [5, 3] : null, decal: api.visual("decal"),
    },
  };
}

/**
 * A band between two uprights: [x0, low0, high0, x1, low1, high1]. The series'
 * payload says whether its edges are {curved}, as flows are, or straight.
 */
export function ribbon(params, api) {
  const [ax, alow] = api.coord([api.value(0), api.value(1)]);
  const [, ahigh] = api.coord([api.value(0), api.value(2)]);
  const [bx, blow] = api.coord([api.value(3), api.value(4)]);
  const [, bhigh] = api.coord([api.value(3), api.value(5)]);
  const middle = (ax + bx) / 2;
  const edge = (fromX, fromY, toX, toY) =>
    params.itemPayload.curved ? `C${middle},${fromY} ${middle},${toY} ${toX},${toY}` : `L${toX},${toY}`;
  return {
    type: "path",
    shape: { pathData: `M${ax},${ahigh}${edge(ax, ahigh, bx, bhigh)}L${bx},${blow}${edge(bx, blow, ax, alow)}Z` },
    style: { fill: api.visual("color"), stroke: api.visual("borderColor"), lineWidth: 1, decal: api.visual("decal") },
  };
}
