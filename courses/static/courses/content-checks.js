// What the server found is listed in the Checks panel: each finding is a rule of its own that fails at one place.
// `at` is the id of that place. Where the preview does not show it, the finding stands at the heading of the page.
(() => {
  const userbar = document.querySelector("wagtail-userbar");
  if (!userbar?.registerCheck) return;
  const holds = (node, { at }) => {
    const place = at && document.getElementById(at);
    return !at || (place ? node !== place : node.tagName !== "H1");
  };
  for (let number = 0; number < 60; number += 1) {
    userbar.registerCheck(`curriculum-${number}`, holds);
  }

  // In the editor the panel was filled when it was opened. This preview, made of what is typed now, knows better.
  const settings = userbar.shadowRoot?.querySelector("#checker-axe-configuration");
  const preview = window.parent.document.querySelector("[data-controller~='w-preview']");
  if (!settings || !preview || window.parent === window) return;
  const panel = window.parent.wagtail.app.getControllerForElementAndIdentifier(preview, "w-preview");
  if (panel?.axeConfig) panel.axeConfig.messages = JSON.parse(settings.textContent).messages;
})();
