// Passkeys: asks the device, and posts what it answers. Without this file, or on a device without passkeys, the password
// and the codes do the rest.
//
//   <form data-passkey="create|get" data-options="{...}" or data-options-url="/address/" hidden>   credential, a button
//     <p data-passkey-status role="status" data-failed="...">

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
const words = (buffer) =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function opened({ publicKey }) {
  const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  const { user, allowCredentials, excludeCredentials } = publicKey;
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(allowCredentials && { allowCredentials: known(allowCredentials) }),
    ...(excludeCredentials && { excludeCredentials: known(excludeCredentials) }),
  };
}

function told(credential) {
  const { id, type, rawId, response } = credential;
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return {
    id,
    type,
    rawId: words(rawId),
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(names.filter((name) => response[name]).map((name) => [name, words(response[name])])),
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
  return (await answer.json()).request_options;
}

async function ask(event) {
  event.preventDefault();
  const form = event.target;
  const status = form.querySelector("[data-passkey-status]");
  status.textContent = "";
  try {
    const publicKey = opened(await options(form));
    form.elements.credential.value = JSON.stringify(told(await navigator.credentials[form.dataset.passkey]({ publicKey })));
    const shared = document.querySelector("[type=checkbox][name=shared_device]");
    if (form.elements.shared_device) form.elements.shared_device.value = shared?.checked ? "on" : "";
    form.submit();
  } catch {
    status.textContent = status.dataset.failed;
  }
}

if (window.PublicKeyCredential && isSecureContext) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", ask);
  }
  for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = true;
}
