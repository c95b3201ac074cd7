// On /welcome/: takes the code from behind the # of the address, where no server sees it, and clears the address.
// Without this file the code is typed.

const box = document.querySelector("[data-code]");
const code = decodeURIComponent(location.hash.slice(1));

if (box && /^[\w-]{8,40}$/.test(code)) {
  if (!box.value) box.value = code;
  history.replaceState(null, "", location.pathname);
  if (!document.querySelector("[data-focus]")) document.querySelector("[type=password]")?.focus();
}
