// Pages for paper. Without this file the browser's own menu prints them, and a sheet shows what was saved last.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// What stands on paper in place of a field (.written, right behind it) is what was saved: bring it up to date.
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll(".written")) one.textContent = one.previousElementSibling.value;
});
