// Saves a form while a person writes: quietly, in order, one request at a time. What is not saved yet waits in memory only,
// never in the browser's storage: the next person on a shared tablet finds nothing. Without this file the form's buttons save.
//
//   <form data-autosave="/address/" data-version="3" data-token-url="/learn/keep/">   csrfmiddlewaretoken, owner
//     <p data-save-status role="status" data-saving data-saved data-trouble data-signed-out data-sign-in-text data-other>
//
// 200 {version}: saved. 422 {version, message}: saved but for one field. 409 {message}: newer elsewhere, kept beside it.
// 401 {sign_in}: signed out. 403: the token is old, or somebody else is signed in; the token address says which.

const WAIT = 800; // ms after the last key
const LATEST = 3_000; // ms after the first unsaved key
const SLOW = 4_000; // ms until a silent line is called trouble
const GIVE_UP = 15_000; // ms until a request is taken for lost
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]; // ms between tries
const KEEPALIVE = 60_000; // bytes a browser sends for a page that is closing

class Keeper {
  version;
  state = "idle";
  dirty = false; // changed since the last body was made
  sending = null; // the request on its way
  lost = null; // a body whose fate is unknown: it goes again first, as it was, so that the server knows it for the same
  tries = 0;
  asksToken = false;
  closed = false; // the form itself is on its way, or the person leaves
  passes = false; // the next submit goes through without a save

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-save-status]") || document.querySelector("[data-save-status]");
    this.version = form.dataset.version || "0";
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.again());
    addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.again() : this.flush()));
    addEventListener("pagehide", () => this.goodbye());
    addEventListener("pageshow", (event) => event.persisted && this.back());
    addEventListener("beforeunload", (event) => {
      this.sendAhead();
      if (!this.closed && this.unsaved && ["trouble", "signed-out", "other"].includes(this.state)) event.preventDefault();
    });
    this.lookAgain();
    document.addEventListener("gw:leave", () => {
      this.goodbye();
      this.closed = true;
    });
  }

  get unsaved() {
    return this.dirty || this.lost !== null || this.sending !== null;
  }

  changed() {
    if (this.closed) return;
    this.dirty = true;
    this.form.dataset.unsaved = "";
    this.first ||= Date.now();
    if (this.state === "idle" || this.state === "saved") this.say("saving");
    if (this.sending || this.retry) return; // whatever comes back sends the newest state
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(WAIT, this.first + LATEST - Date.now())));
  }

  flush() {
    if (this.dirty && !this.sending && !this.retry) this.send();
  }

  // Before the next page is asked for, so that a page loaded again shows what was just typed. The mark in the tab's
  // history is a version number, no text; a page that still shows this version was quicker than the save.
  sendAhead() {
    if (!this.dirty || this.sending || this.retry) return;
    history.replaceState({ sentAfter: this.version }, "");
    this.send();
  }

  lookAgain() {
    const early = history.state?.sentAfter === this.version;
    history.replaceState(null, "");
    if (early) setTimeout(() => this.unsaved || location.reload(), 400);
  }

  again() {
    if (this.closed || this.sending || !this.unsaved) return;
    this.send();
  }

  back() {
    this.closed = false;
    this.again();
  }

  body() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") body.append(name, value);
    body.delete("csrfmiddlewaretoken"); // the header carries it, so an old body can go with a new token
    body.set("version", this.version);
    return body.toString();
  }

  post(body, signal) {
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "save", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "" };
    return fetch(this.form.dataset.autosave, { method: "POST", headers, body, signal, keepalive: body.length < KEEPALIVE });
  }

  // One try.
  send() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.timer = this.retry = null;
    this.sending ||= this.attempt().finally(() => {
      this.sending = null;
      if (this.closed) return;
      if (this.dirty && !this.retry) this.changed();
      if (!this.unsaved) delete this.form.dataset.unsaved;
      if (!this.tries) document.dispatchEvent(new Event("gw:saved"));
    });
    return this.sending;
  }

  async attempt() {
    const stop = (this.stop = new AbortController());
    const slow = setTimeout(() => this.say("trouble"), SLOW);
    const end = setTimeout(() => stop.abort(), GIVE_UP);
    try {
      if (this.asksToken && !(await this.newToken(stop.signal))) return;
      const body = this.lost ?? this.body();
      if (this.lost === null) {
        this.dirty = false;
        this.first = null;
      }
      this.lost = body;
      await this.read(await this.post(body, stop.signal));
    } catch {
      if (!this.closed && stop === this.stop) this.later("trouble");
    } finally {
      clearTimeout(slow);
      clearTimeout(end);
    }
  }

  async read(answer) {
    const said = await answer.json().catch(() => ({}));
    const kept = answer.ok || answer.status === 422;
    if (kept && said.version !== undefined) return this.kept(said);
    if (answer.status === 409) return this.newer(said);
    if ([502, 503, 504].includes(answer.status)) return this.later("trouble"); // a go-between: the body may have arrived
    this.dirty = true; // the server kept nothing: the next try sends the newest state
    this.lost = null;
    this.refused = ![401, 403, 429].includes(answer.status) && answer.status < 500;
    if (answer.status === 401 || answer.redirected) this.later("signed-out", said);
    else if (answer.status === 403 && !this.asksToken) return this.retoken();
    else this.later("trouble");
  }

  kept({ version, message }) {
    this.lost = null;
    this.tries = 0;
    this.asksToken = this.refused = false;
    this.version = String(version);
    if (this.form.elements.version) this.form.elements.version.value = this.version;
    if (message) this.say("trouble", message);
    else if (!this.dirty) this.say("saved");
  }

  newer({ message }) {
    this.lost = null;
    this.tries = 0;
    this.say("newer", message);
  }

  retoken() {
    this.asksToken = true;
    return this.attempt();
  }

  // A page left open while the person signed out and in again: take the new token, but only if it is the same person.
  async newToken(signal) {
    const answer = await fetch(this.form.dataset.tokenUrl, { headers: { "X-Requested-With": "save" }, cache: "no-store", signal });
    const said = await answer.json().catch(() => ({}));
    if (answer.status === 401 || answer.redirected) this.later("signed-out", said);
    else if (!answer.ok || !said.csrf) this.later("trouble");
    else if (said.owner !== this.form.elements.owner?.value) this.strange();
    else {
      for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = said.csrf;
      return true;
    }
    return false;
  }

  strange() {
    this.later("other");
    document.dispatchEvent(new Event("gw:other")); // page.js takes the text off the screen
  }

  later(state, said = {}) {
    this.asksToken ||= state === "signed-out" || state === "other";
    this.say(state, said.message, said.sign_in);
    this.retry = setTimeout(() => this.send(), PAUSES[Math.min(this.tries++, PAUSES.length - 1)]);
  }

  // A button: save first, so that an ended session or a dropped line never costs a word.
  async submitted(event) {
    if (event.defaultPrevented) return;
    if (this.passes || !this.unsaved || this.state === "newer" || this.refused) {
      this.closed = true;
      clearTimeout(this.timer);
      clearTimeout(this.retry);
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (this.sending) await this.sending;
    delete this.status?.dataset.words; // so that the same trouble is said again
    if (this.unsaved) await this.send();
    while (this.dirty && !this.retry && this.state !== "newer") await this.send();
    if (this.unsaved && this.state !== "newer" && !this.refused) return this.status?.scrollIntoView({ block: "nearest" });
    this.passes = true;
    this.form.requestSubmit(button);
    this.passes = false;
  }

  // The page goes: the newest state travels on without it.
  goodbye() {
    const waiting = this.dirty || (this.lost !== null && !this.sending);
    if (this.closed || !waiting || ["signed-out", "other"].includes(this.state)) return;
    this.stop?.abort();
    this.dirty = false;
    this.lost = this.body();
    this.post(this.lost).catch(() => {});
  }

  say(state, message, link) {
    this.state = state;
    const { status } = this;
    if (!status) return;
    const key = state.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const words = message || status.dataset[key] || "";
    if (status.dataset.state === state && status.dataset.words === words) return;
    Object.assign(status.dataset, { state, words });
    status.textContent = words;
    if (state === "signed-out" && link) {
      const to = Object.assign(document.createElement("a"), { href: link, target: "_blank", rel: "noopener", textContent: status.dataset.signInText });
      status.append(" ", to);
    }
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Keeper(form);
