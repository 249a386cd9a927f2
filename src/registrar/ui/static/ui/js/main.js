// Small comforts. Every page works without them.
import { focusErrors, guardSubmits } from "./forms.js";
import { closeMenus } from "./menus.js";
import { switchTheme } from "./theme.js";

focusErrors(document);
guardSubmits(document);
closeMenus(document);
switchTheme(document);
