// Focus goes to the error summary: after a full page and after an htmx swap. Without script the page works the same.
(() => {
  const focusErrors = (root) => root.querySelector("#fouten")?.focus();
  document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt.parentElement ?? document));
  focusErrors(document);
  // What came of a tap on a question stands below it; the words are in the page (consent/_tapped.html).
  const say = (question, words) => {
    const said = document.getElementById(words)?.content.firstElementChild.cloneNode(true);
    if (!said || !question?.id.startsWith("question-")) return;
    question.querySelector("[data-tap]")?.remove();
    question.firstElementChild.append(said);
    said.scrollIntoView({ block: "nearest" });
  };
  // Saved: below the question for the eye, and the answer with its question in the region that listens.
  document.addEventListener("htmx:load", ({ detail: { elt: question } }) => {
    const region = document.getElementById("tapped");
    if (!region || !question.id.startsWith("question-")) return;
    say(question, "tap-saved");
    const answer = question.querySelector("[aria-pressed=true]")?.textContent ?? "";
    region.textContent = `${question.querySelector("[data-tap]").textContent.trim()}. ${answer}`;
  });
  // No word came back: nobody knows whether the answer arrived. To tap again is safe.
  for (const name of ["htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, (event) => say(event.detail.target, "tap-lost"));
  // The server refuses, since the right ended or something broke: the page of now says what holds.
  document.addEventListener("htmx:responseError", (event) => say(event.detail.target, "tap-refused"));
  // A draft that could not be kept says so in the place of "Bewaard om"; the words are in requests_app/_saved.html.
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.addEventListener(name, ({ detail: { target: place } }) => {
      const lost = document.getElementById("save-lost")?.content.firstElementChild.cloneNode(true);
      if (!lost || place?.id !== "saved") return;
      place.querySelector(":scope > p[role=status]")?.remove();
      place.prepend(lost);
    });
})();
