// The charts in a page are drawings from the server. This makes one interactive
// the first time somebody points at it or comes to it with the keyboard: only
// then is ECharts fetched. Without this script the drawings stay as they are.
const bundle = new URL("echarts.js", document.currentScript.src);
let fetched;

function fetchBundle() {
  fetched ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = bundle;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`cannot fetch ${bundle}`));
    document.head.append(script);
  });
  return fetched;
}

function prepare(element) {
  const data = JSON.parse(element.querySelector('script[type="application/json"]').textContent);
  const help = element.appendChild(document.createElement("div"));
  help.className = "chart-voice";
  help.id = `${element.dataset.chart}-help`;
  help.textContent = data.help;
  element.tabIndex = 0;
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", data.title);
  element.setAttribute("aria-describedby", help.id);

  const wakers = ["pointerenter", "touchstart", "focus"];
  const wake = () => {
    for (const type of wakers) element.removeEventListener(type, wake);
    fetchBundle().then(
      () => window.raaderumCharts.show(element, data),
      () => { fetched = undefined; arm(); }, // the drawing stays; the next try may succeed
    );
  };
  const arm = () => {
    for (const type of wakers) element.addEventListener(type, wake, { passive: true });
  };
  arm();
}

document.querySelectorAll("[data-chart]").forEach(prepare);
