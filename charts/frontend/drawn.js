// What is drawn once and never pointed at, in the shortest way ECharts has.

/**
 * The option without what only matters where somebody points at it: what a mark
 * says, where it leads, how it looks then, and the box that tells it.
 */
export function drawn({ tooltip, ...option }) {
  return { ...option, series: option.series?.map((series) => plainly({ ...series, emphasis: { disabled: true }, data: series.data?.map(unsaid) })) };
}

const own = (mark) => mark !== null && typeof mark === "object" && !Array.isArray(mark);

function unsaid(mark) {
  if (!own(mark)) return mark;
  const { name, say, link, ...rest } = mark;
  return rest;
}

const only = (thing, ...keys) => own(thing) && Object.keys(thing).every((key) => keys.includes(key));

// ECharts asks for a mark's own look, in a dozen places, in every series where a
// mark is more than its value: a third of the time a drawing takes. So marks that
// look alike are drawn as one, texts that differ are told by a function of the
// series, and a mark that is nothing but its value stands as that.
function plainly(series) {
  const { type, label, data } = series;
  if (!data?.length) return series;
  if (type === "scatter" && !label && data.every((mark) => only(mark, "value", "symbolSize", "symbolOffset"))) return together(series);
  if (label && data.every((mark) => only(mark, "value", "label") && mark.label?.show && only(mark.label, "show", "formatter"))) {
    const formatter = ({ dataIndex }) => data[dataIndex].label.formatter;
    return { ...series, label: { ...label, show: true, formatter }, data: data.map(({ value }) => value) };
  }
  return { ...series, data: data.map((mark) => (only(mark, "value") ? mark.value : mark)) };
}

function together({ data, symbol, symbolSize, itemStyle, ...series }) {
  const parts = data.map((mark) => ({ at: mark.value, size: mark.symbolSize ?? symbolSize, offset: mark.symbolOffset ?? [0, 0] }));
  return { ...series, type: "custom", renderItem: "marks", clip: false, itemStyle, data: [[0, 0]], itemPayload: { symbol, itemStyle, parts } };
}
