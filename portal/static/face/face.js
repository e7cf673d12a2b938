// Focus goes to the error summary: after a full page and after an htmx swap. Without script the page works the same.
(() => {
  const focusErrors = (root) => root.querySelector("#fouten")?.focus();
  document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt.parentElement ?? document));
  focusErrors(document);
  // A tap that the server refuses, since the question stopped or the right ended: show what holds now.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.target?.id.startsWith("question-")) window.location.reload();
  });
})();
