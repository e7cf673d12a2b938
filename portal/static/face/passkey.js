// Passkeys: the conversation between the page, the browser and the device. Forms with data-passkey
// stay hidden without script, and go when the browser knows no passkeys: the style sheet keeps
// their place. The words come from the form.
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) {
    for (const form of document.querySelectorAll("form[data-passkey]")) form.remove();
    return;
  }

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));

  const readable = (options) => ({
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: listed(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: listed(options.allowCredentials) }),
  });

  const sendable = (made) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part]);
    }
    if (made.response.getTransports) response.transports = made.response.getTransports();
    return {
      id: made.id, rawId: text(made.rawId), type: made.type, response,
      clientExtensionResults: made.getClientExtensionResults(),
    };
  };

  class Told extends Error {}

  const post = async (form, url, facts) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ to: form.elements.to.value, name: form.elements.name?.value, ...facts }),
    });
    if (answer.redirected) return { to: answer.url };
    const said = await answer.json();
    if (!answer.ok && !said.to) throw new Told(said.words);
    return said;
  };

  const converse = async (form) => {
    const { passkey: ceremony, begin } = form.dataset;
    const options = await post(form, begin, { ceremony });
    if (!options.challenge) return options.to;
    const publicKey = readable(options);
    const made = ceremony === "add"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    const said = await post(form, form.action, { ceremony, answer: sendable(made) });
    return said.to || location.href;
  };

  const words = (form, error) => {
    if (error instanceof Told && error.message) return error.message;
    if (error.name === "InvalidStateError") return form.dataset.already;
    return error.name === "NotAllowedError" ? form.dataset.cancelled : form.dataset.failed;
  };

  const prepare = (form) => {
    if (!form.hidden) return;
    const button = form.querySelector("button");
    const status = form.querySelector("[role=status]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.getAttribute("aria-disabled") === "true") return;
      button.setAttribute("aria-disabled", "true");
      status.textContent = "";
      try {
        location.assign(await converse(form));
      } catch (error) {
        status.textContent = words(form, error);
        button.removeAttribute("aria-disabled");
      }
    });
  };

  document.querySelectorAll("form[data-passkey]").forEach(prepare);
})();
