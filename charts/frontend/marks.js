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
