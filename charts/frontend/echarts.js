// The parts of ECharts that our charts use, and the two ways to bring an
// option to life: svg (in QuickJS, on the server) and show (in the browser).
// Only what is imported here is in the bundle.
import { init, registerCustomSeries, setPlatformAPI, use } from "echarts/core";
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendPlainComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { drawn } from "./drawn.js";
import { bandLine, columnOutline, marks, ribbon, rowBar, uprightLine } from "./marks.js";
import { measureText } from "./measure.js";
import { liven } from "./show.js";

use([
  BarChart, CustomChart, LineChart, ScatterChart,
  AriaComponent, GridComponent, LegendPlainComponent, TooltipComponent,
  SVGRenderer,
]);
registerCustomSeries("bandLine", bandLine);
registerCustomSeries("columnOutline", columnOutline);
registerCustomSeries("marks", marks);
registerCustomSeries("ribbon", ribbon);
registerCustomSeries("rowBar", rowBar);
registerCustomSeries("uprightLine", uprightLine);
if (typeof document === "undefined") setPlatformAPI({ measureText });

/** The drawing as SVG text, for an option in JSON. */
export function svg(json, width, height) {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(worded(drawn(fitting(JSON.parse(json), width))));
    // Not renderToSVGString, which writes a style sheet for hovering.
    return chart.getZr().painter.renderToString({ useViewBox: true, cssEmphasis: false, cssAnimation: false });
  } finally {
    chart.dispose();
  }
}

// The part of the option for a width, as ECharts' media queries choose it. A
// drawing never changes its size, so the other part need not be worked through.
function fitting(option, width) {
  const { option: part } = option.media.find(({ query }) => !query || width <= query.maxWidth);
  return { ...option.baseOption, ...part };
}

/** Makes a chart in a page interactive; see show.js. */
export function show(element, data) {
  liven(element, data, { init, worded });
}

// The words of a value axis come with the option, one for each tick, because
// how a number is written is the server's business. ECharts takes them as a
// function.
function worded(option) {
  for (const part of option.media?.map((medium) => medium.option) ?? [option]) {
    for (const axis of [part.xAxis, part.yAxis].flat()) {
      const label = axis?.axisLabel;
      if (!label?.texts) continue;
      const texts = new Map(label.customValues.map((value, i) => [value, label.texts[i]]));
      label.formatter = (value) => texts.get(value) ?? "";
    }
  }
  return option;
}
