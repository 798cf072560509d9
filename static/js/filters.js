// A filter form sends itself when a choice changes, and hides its button; typing waits for Enter.
// <form method="get" data-filters-submit> … <button data-filters-button>
export function submitFiltersOnChange(form) {
  const button = form.querySelector("[data-filters-button]");
  if (button) {
    button.classList.add("govuk-visually-hidden");
    button.addEventListener("focus", () => button.classList.remove("govuk-visually-hidden"));
  }
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=radio], input[type=checkbox]")) {
      form.requestSubmit();
    }
  });
}
