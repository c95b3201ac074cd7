// A button that copies what stands in a field. Without this file people mark the text and copy it themselves.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where a page may not reach the clipboard: what is marked
    }
    said.textContent = said.dataset.copied;
  });
}
