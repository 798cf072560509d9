// Starts the design system and our own small modules, each hooked by a data- attribute. Every page
// works without any of this.
import { initAll } from "../build/govuk-frontend.min.js";
import { offerCopying } from "./copy_text.js";
import { wipeAll, wipeOld } from "./draft_store.js";
import { submitFiltersOnChange } from "./filters.js";
import { addRows } from "./rows.js";
import { showMinutesLeft } from "./step_clock.js";
import { sayQuadrant } from "./window.js";
import { warnBeforeSignOut } from "./session_timeout.js";

initAll();
document.querySelectorAll("[data-filters-submit]").forEach(submitFiltersOnChange);
document.querySelectorAll("[data-copy]").forEach(offerCopying);
document.querySelectorAll("[data-session-timeout]").forEach(warnBeforeSignOut);
document.querySelectorAll("[data-rows]").forEach(addRows);
document.querySelectorAll("[data-window]").forEach(sayQuadrant);
document.querySelectorAll("[data-step-clock]").forEach(showMinutesLeft);
document.querySelectorAll("[data-sign-out]").forEach((form) => form.addEventListener("submit", wipeAll));
wipeOld();

const drafts = document.querySelectorAll("[data-draft]");
if (drafts.length) {
  const { keepDraft } = await import("./draft.js");
  drafts.forEach(keepDraft);
}

const helpers = document.querySelectorAll("[data-language-helper]");
if (helpers.length) {
  const { offerKinderWords } = await import("./language.js");
  helpers.forEach(offerKinderWords);
}
