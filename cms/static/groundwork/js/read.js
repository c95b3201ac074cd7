// Reads a card aloud, paragraph by paragraph, with a voice that lives on the device: nothing is sent anywhere.
// Off until asked; the button stays hidden where the device has no such voice.
//
//   <button class="btn soft small" type="button" data-read="#card" data-stop-text="Stop reading" hidden>Read aloud</button>

const button = document.querySelector("[data-read]");
const voices = () => speechSynthesis.getVoices().filter((voice) => voice.localService);
const language = document.documentElement.lang.slice(0, 2);
const start = button?.textContent;
let turn = 0; // each start and stop is a new turn, so that an old one cannot go on

const voice = () => voices().find((one) => one.lang.slice(0, 2) === language);

function offer() {
  button.hidden = !voice();
}

function pieces() {
  const all = document.querySelector(button.dataset.read).querySelectorAll("h1, h2, h3, p, li, dt, dd, figcaption, th, td, summary");
  return [...all].filter((one) => one.checkVisibility?.() !== false && !one.closest("[aria-hidden=true], form, .no-read") && !one.querySelector("p, li"));
}

function stop() {
  turn += 1;
  speechSynthesis.cancel();
  document.querySelector(".reading")?.classList.remove("reading");
  button.textContent = start;
}

function go() {
  const mine = (turn += 1);
  const queue = pieces();
  button.textContent = button.dataset.stopText;
  const next = () => {
    document.querySelector(".reading")?.classList.remove("reading");
    if (mine !== turn) return;
    const piece = queue.shift();
    if (!piece) return stop();
    const speech = new SpeechSynthesisUtterance(piece.textContent.replace(/\s+/g, " ").trim());
    speech.voice = voice();
    speech.lang = speech.voice.lang;
    speech.rate = 0.95;
    speech.onend = speech.onerror = next;
    piece.classList.add("reading");
    piece.scrollIntoView({ block: "nearest" });
    speechSynthesis.speak(speech);
  };
  next();
}

if (button && "speechSynthesis" in window) {
  offer();
  speechSynthesis.addEventListener("voiceschanged", offer);
  const reading = () => button.textContent !== start;
  button.addEventListener("click", () => (reading() ? stop() : go()));
  addEventListener("pagehide", stop);
  document.addEventListener("gw:leave", stop);
}
