// Every page: leave quickly, warn before a session ends, move focus to what just happened. Stores nothing anywhere.
// Without this file all of it still works: the leave button posts, the server ends idle sessions, autofocus does the rest.

const { leave: away, idleMinutes, endsAt, keepUrl, owner = "" } = document.body.dataset;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("gw:alive") : null; // tells the other tabs whose page this is

// --- leave quickly ----------------------------------------------------------------------------------------------------
const leaveForm = document.querySelector("form[data-leave]");
let escapes = [];

function leave(event) {
  if (!leaveForm || !away) return; // no address known: the form posts by itself
  event?.preventDefault();
  document.dispatchEvent(new Event("gw:leave")); // save.js sends what is unsaved and asks nothing
  tabs?.postMessage({ left: true });
  fetch(leaveForm.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  vanish();
}

function vanish() {
  document.title = " ";
  document.body.replaceChildren();
  location.replace(away);
}

leaveForm?.addEventListener("submit", leave);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  escapes = [...escapes.filter((time) => event.timeStamp - time < 1500), event.timeStamp];
  if (escapes.length >= 3) leaveForm?.requestSubmit();
});
// --- help in reach: an open panel closes by Escape or by a tap elsewhere ------------------------------------------------
const folds = document.querySelectorAll(".helpbar details, .menu");
function fold(event) {
  for (const one of folds) {
    if (!one.open || (event.type === "click" && one.contains(event.target))) continue;
    if (event.type === "keydown" && event.key !== "Escape") continue;
    if (event.type === "keydown" && one.contains(document.activeElement)) one.querySelector("summary").focus();
    one.open = false;
  }
}
addEventListener("click", fold);
addEventListener("keydown", fold);

// --- focus ------------------------------------------------------------------------------------------------------------
document.querySelector("[data-focus]")?.focus();

// --- the two ends of a session: idle for too long, and long after signing in -----------------------------------------
const box = document.querySelector("[data-idle]");
const limit = Number(idleMinutes) * 60_000;
const warning = Math.min(120_000, limit / 3);
const farewell = 600_000; // how long before the last end it is said
let alive = Date.now(); // when the server last heard from this person
let end = Number(endsAt) * 1000; // whatever a person does; by the clock of this machine, which may be wrong
let sure = false; // the server has said how long it is
let waiting = false; // for somebody to say that they are here
let note; // that the last end is near: said once, stays until it is read
let asking = false;
let askAgain = false;
const main = document.querySelector("main");
const { title } = document;
const unsaved = () => document.querySelector("form[data-unsaved]");
const again = () => location.replace(location.pathname + location.search); // always a GET, never a form sent twice

function show(...parts) {
  if (!parts.length && !waiting) return; // an alert that is filled anew is read anew
  waiting = parts.length > 0;
  fill(...(note ?? []), ...parts);
}

function fill(...parts) {
  box.replaceChildren(...parts);
  box.classList.toggle("on", parts.length > 0);
}

function said(words, label, act) {
  const line = document.createElement("p");
  line.textContent = words;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn small", textContent: label });
  button.addEventListener("click", act);
  return [line, button];
}

function heard(tell) {
  alive = Date.now();
  main.hidden = false;
  document.title = title;
  show();
  if (tell) tabs?.postMessage({ owner });
}

// Asks the server who is signed in: a page whose owner has gone does not stay readable. As a sign of life ("save") it
// keeps the session awake, as a look it does not.
async function ask(sign) {
  askAgain = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(keepUrl, { headers: { "X-Requested-With": sign }, cache: "no-store" });
    if (answer.status === 401) over();
    else if (answer.ok) hear(await answer.json(), sign === "save");
  } catch {
    // no line: the clock goes on, the next sign of life asks again
  } finally {
    asking = false;
    if (askAgain) keep();
  }
}

function keep() {
  ask("save");
}

function hear({ owner: theirs, ends_in: left }, alive) {
  if (theirs !== owner) return over();
  end = Date.now() + left * 1000;
  sure = true;
  if (note && left * 1000 > farewell) {
    note = undefined; // signed in anew since
    waiting = false;
    fill();
  }
  if (alive) heard(true);
}

// Another tab says whose page it has opened, or that its person has left in a hurry.
function told({ left, owner: theirs }) {
  if (theirs === owner) sure = false; // they may have signed in anew there: near the end the server is asked once more
  if (theirs === owner && !main.hidden) heard(false);
  else if (!left) keep();
  else if (unsaved()) over();
  else if (away) vanish();
}

// Reading, watching and typing are not idle. At most four questions to the server in each limit.
function active() {
  if (!waiting && Date.now() - alive > limit / 4) keep();
}

function warn() {
  if (!waiting) show(...said(box.dataset.text, box.dataset.button, keep));
}

function sayEnd() {
  if (note) return;
  note = said(box.dataset.end, box.dataset.endButton, () => {
    for (const part of note) part.remove();
    note = [];
    box.classList.toggle("on", waiting);
  });
  fill(...note, ...box.childNodes);
}

// Nothing readable stays on the screen. Text that could not be sent yet waits in memory until its owner is back.
function over() {
  if (!unsaved()) return again();
  if (main.hidden) return;
  main.hidden = true;
  document.title = " ";
  const words = document.createElement("p");
  words.textContent = box.dataset.over;
  const link = document.createElement("a");
  Object.assign(link, { href: box.dataset.signIn, target: "_blank", rel: "noopener", textContent: box.dataset.signInText });
  show(words, link);
}

function look() {
  const now = Date.now();
  const left = limit - (now - alive);
  if (left <= 0 || (sure && now >= end)) return over();
  if (end - now <= farewell) sure ? sayEnd() : ask("look");
  if (left <= warning) warn();
}

if (box && limit && keepUrl) {
  setInterval(look, 10_000);
  for (const sign of ["keydown", "pointerdown", "scroll", "timeupdate"]) addEventListener(sign, active, { capture: true, passive: true });
  addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    if (Date.now() - alive < limit) keep();
    else over();
  });
  tabs?.addEventListener("message", ({ data }) => told(data));
  document.addEventListener("gw:other", over); // somebody else is signed in: the owner's text waits unseen
  document.addEventListener("gw:saved", () => (main.hidden ? keep() : heard(true))); // shown again to its owner only
  // The back button asks the server who is signed in before it shows an old page.
  addEventListener("pageshow", (event) => event.persisted && (unsaved() ? keep() : again()));
}
tabs?.postMessage({ owner }); // nobody ("") after signing out, somebody else after a new sign-in
