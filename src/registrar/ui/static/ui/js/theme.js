// Light or dark at once, without loading the page again; the cookie is what the server reads.

/** Let the buttons of the theme form set the theme in place. */
export function switchTheme(page) {
  page.querySelector("[data-theme-form]")?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    page.documentElement.dataset.theme = button.value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    page.cookie = `theme=${button.value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    for (const one of event.target.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(one === button));
    }
    event.target.closest("details").open = false;
  });
}
