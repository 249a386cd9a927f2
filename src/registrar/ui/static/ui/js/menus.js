// Menus are details elements: close them with Escape, and when something else is pressed.

/** Close open menus on Escape (the focus goes back to the menu) and on a press elsewhere. */
export function closeMenus(page) {
  const open = () => page.querySelectorAll("details.rg-menu[open]");
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  page.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}
