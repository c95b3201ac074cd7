// The wall: arrow keys and presenters go on and back, the time left of a part counts down quietly, and the number of
// answers is brought up to date. Stores nothing. Without this file links do the first, planned times stand in for the second.

const typing = "input, select, textarea, summary, [contenteditable], .helpbar *";
const ways = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(typing)) return;
  const way = ways[event.key] && document.querySelector(`[data-key=${ways[event.key]}]`);
  if (!way) return;
  event.preventDefault();
  way.click();
});

// --- the time left: by the clock, so that a sleeping tab is right again when it wakes ---------------------------------
const timer = document.querySelector("[data-seconds]");
if (timer) {
  const ends = performance.now() + 1000 * Number(timer.dataset.seconds);
  const planned = timer.textContent;
  timer.title = planned.trim();
  const tell = () => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    timer.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : timer.dataset.over;
    if (left) setTimeout(tell, 1000);
  };
  tell();
}

// --- how many have answered -------------------------------------------------------------------------------------------
async function count() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", headers: { "X-Requested-With": "look" } });
    const page = answer.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page && page.querySelector("[data-count]");
    const shown = document.querySelector("[data-count]");
    if (fresh && shown) shown.textContent = fresh.textContent;
  } catch {
    // no line: the next time
  }
}
if (document.querySelector("[data-count]")) setInterval(() => document.visibilityState === "visible" && count(), 5000);
