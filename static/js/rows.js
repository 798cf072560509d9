// Rows of a question: only the next empty one is offered, as "Add another". Without this module all are
// there, folded. <fieldset data-rows> … <details data-row>
export function addRows(group) {
  const rows = Array.from(group.querySelectorAll("details[data-row]"));
  const offer = () => {
    let offered = false;
    for (const row of rows) {
      row.hidden = !row.open && offered;
      offered = offered || !row.open;
    }
  };
  rows.forEach((row) =>
    row.addEventListener("toggle", () => {
      offer();
      if (row.open) row.querySelector("input, textarea, select")?.focus();
    }),
  );
  offer();
}
