// Focus goes to the error summary: after a full page and after an htmx swap. Without script the page works the same.
(() => {
  const focusErrors = (root) => root.querySelector("#fouten")?.focus();
  document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt.parentElement ?? document));
  focusErrors(document);
})();
