// First in <body>: says that script runs, as GOV.UK Frontend expects. A file, since the site's
// content security policy allows no script in the page.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
