// Starts the design system and our own small modules, each hooked by a data- attribute. Every page
// works without any of this.
import { initAll } from "../build/govuk-frontend.min.js";
import { offerCopying } from "./copy_text.js";
import { submitFiltersOnChange } from "./filters.js";
import { warnBeforeSignOut } from "./session_timeout.js";

initAll();
document.querySelectorAll("[data-filters-submit]").forEach(submitFiltersOnChange);
document.querySelectorAll("[data-copy]").forEach(offerCopying);
document.querySelectorAll("[data-session-timeout]").forEach(warnBeforeSignOut);
