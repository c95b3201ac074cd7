// A QR code leads here with the certificate's code behind the #, which no browser sends: put it in the field.

const typed = decodeURIComponent(location.hash.slice(1));
if (/^[\w-]{4,40}$/.test(typed)) {
  document.querySelector("[data-code]").value = typed;
  history.replaceState(null, "", location.pathname); // so that it does not stay in the list of visited pages
}
