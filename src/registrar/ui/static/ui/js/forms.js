// Forms: the error summary takes the focus, and a form is not sent twice by a double press.

/** Move the focus to the error summary, so that a screen reader starts there. */
export function focusErrors(page) {
  page.querySelector("[data-focus-on-load]")?.focus();
}

/** Ignore a second submission within four seconds; the server ignores it as well. */
export function guardSubmits(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}
