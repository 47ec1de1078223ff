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
