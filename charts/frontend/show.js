// Makes a chart in a page interactive: the same option, drawn by ECharts in
// the browser, with words at the pointer, travel from point to point with the
// keyboard, and a click that leads to what lies under a point. Everything that
// is said comes with the option.
import palette from "../palette.json";

export function liven(element, data, { init, worded }) {
  const live = element.appendChild(document.createElement("div"));
  live.className = "chart-live";
  live.setAttribute("aria-hidden", "true"); // the element itself speaks

  // The server's drawing stays, unseen, and holds the place. The live one lies
  // over it, drawn in the same size and scaled with it, so nothing moves.
  const chart = init(live, null, { renderer: "svg", width: 1, height: 1 });
  const fit = () => {
    const drawing = [...element.querySelectorAll(".chart-wide svg, .chart-narrow svg")].find((svg) => svg.clientWidth > 0);
    if (!drawing) return; // on paper, or folded away
    const { width, height } = drawing.viewBox.baseVal;
    live.style.width = `${width}px`;
    live.style.height = `${height}px`;
    live.style.transform = `scale(${drawing.getBoundingClientRect().width / width})`;
    chart.resize({ width, height });
    Object.assign(live.querySelector("svg").style, { width: `${width}px`, height: `${height}px` }); // whatever the page says of svg
  };
  const paint = () => chart.setOption(withTips(worded(repainted(data.option))), { notMerge: true });
  fit();
  paint();
  element.classList.add("chart-is-live");

  new ResizeObserver(fit).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  chart.on("click", ({ data: point }) => follow(point));
  travel(element, chart);
}

// The option holds the light theme's colors; the page's style sheet may have others.
function repainted(option) {
  const style = getComputedStyle(document.documentElement);
  const colors = new Map(palette.map(({ name, light }) => [light, style.getPropertyValue(`--chart-${name}`).trim() || light]));
  return JSON.parse(JSON.stringify(option), (_, value) => colors.get(value) ?? value);
}

function withTips(option) {
  for (const { option: part } of option.media) {
    part.tooltip.formatter = ({ data: point }) => {
      if (!point?.say) return "";
      const tip = document.createElement("span");
      tip.textContent = point.say;
      return tip;
    };
  }
  return option;
}

// Only within the site: what a workbook says must not lead elsewhere.
function follow(point) {
  const link = point?.link;
  if (!link || !/^(\/(?!\/)|[#?])/.test(link)) return;
  if (link.startsWith("#")) unfold(document.getElementById(link.slice(1)));
  location.assign(link);
}

// A row of a table twin may be folded away, and not every browser unfolds it.
function unfold(element) {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

/** Arrow keys go from point to point; each is shown and said aloud, also one that is missing. */
function travel(element, chart) {
  const voice = element.appendChild(document.createElement("div"));
  voice.className = "chart-voice";
  voice.setAttribute("aria-live", "polite");
  let at = -1;

  const leave = (stop) => {
    if (stop) chart.dispatchAction({ type: "downplay", seriesIndex: stop.seriesIndex, dataIndex: stop.dataIndex });
    chart.dispatchAction({ type: "hideTip" });
  };
  element.addEventListener("keydown", (event) => {
    const stops = stopsOf(chart);
    if (stops.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = stops.length - 1;
    const next = {
      ArrowRight: Math.min(last, at + 1), ArrowDown: Math.min(last, at + 1),
      ArrowLeft: Math.max(0, at - 1), ArrowUp: Math.max(0, at - 1),
      Home: 0, End: last,
    }[event.key];
    if (event.key === "Enter") return follow(stops[at]?.point);
    if (event.key === "Escape") {
      leave(stops[at]);
      at = -1;
      return;
    }
    if (next === undefined) return;
    event.preventDefault();
    leave(stops[at]);
    at = next;
    const { seriesIndex, dataIndex, point } = stops[at];
    chart.dispatchAction({ type: "highlight", seriesIndex, dataIndex });
    chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex, position: "top" });
    voice.textContent = point.say;
  });
  element.addEventListener("blur", () => leave(stopsOf(chart)[at]));
}

// All points that have something to say, from left to right.
function stopsOf(chart) {
  const stops = [];
  chart.getOption().series.forEach(({ data }, seriesIndex) => {
    (data ?? []).forEach((point, dataIndex) => {
      if (!point?.say) return;
      const place = Array.isArray(point.value) ? point.value[0] : dataIndex;
      stops.push({ seriesIndex, dataIndex, point, place });
    });
  });
  return stops.sort((a, b) => a.place - b.place || a.seriesIndex - b.seriesIndex || a.dataIndex - b.dataIndex);
}
