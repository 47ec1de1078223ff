// Keeps the page of a batch as new as the work on it: fetches it again now and
// then and puts the parts that are marked data-live in their places. A part that
// somebody has the focus in stays until they leave it. Without this script the
// page has a link that does the same.
const PAUSE = 2000; // milliseconds between one answer and the next question
const LONGEST = 30000; // when the server cannot be reached

function adopt(fresh) {
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const shown = document.getElementById(part.id);
    if (!shown || shown.isEqualNode(part) || shown.contains(document.activeElement)) continue;
    const told = shown.querySelector("[role=status]");
    const news = part.querySelector("[role=status]");
    shown.replaceWith(part);
    // A status that is replaced is not read out; one whose words change is.
    if (told && news) {
      const words = news.textContent;
      news.replaceWith(told);
      if (told.textContent !== words) told.textContent = words;
    }
  }
}

async function follow(pause) {
  await new Promise((wake) => setTimeout(wake, pause));
  if (document.hidden) await new Promise((wake) => document.addEventListener("visibilitychange", wake, { once: true }));
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.redirected || !answer.ok) return; // logged out, or gone: the next click says so
    adopt(new DOMParser().parseFromString(await answer.text(), "text/html"));
    pause = PAUSE;
  } catch {
    pause = Math.min(2 * pause, LONGEST);
  }
  if (document.querySelector("[data-refresh]")) follow(pause);
}

if (document.querySelector("[data-refresh]")) follow(PAUSE / 4);
