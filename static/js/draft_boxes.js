// The boxes of a form by name: what stands in each, as a form would post it, and putting it there.
// Names that begin with "aside-" stand beside the draft: sent with its form, never kept (foundation/drafting).
const QUIET = new Set(["csrfmiddlewaretoken", "draft_seen"]);
const kept = (name) => name && !QUIET.has(name) && !name.startsWith("aside-");

export class Boxes {
  constructor(form) {
    this.form = form;
  }

  inputs(name) {
    return Array.from(this.form.elements).filter((each) => each.name === name && each.type !== "submit");
  }

  // {name: [values]} of every box, also of those nothing is ticked in.
  read() {
    const found = {};
    for (const each of this.form.elements) {
      if (kept(each.name) && each.type !== "submit" && each.type !== "file") found[each.name] = [];
    }
    for (const [name, value] of new FormData(this.form)) {
      if (name in found && typeof value === "string") found[name].push(value.replace(/\r\n?/g, "\n"));
    }
    return found;
  }

  write(name, values) {
    const left = [...values];
    for (const input of this.inputs(name)) {
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
      else if (input.multiple) for (const option of input.options) option.selected = values.includes(option.value);
      else input.value = left.shift() ?? "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  // What a person reads in it: the words of a choice, not its code.
  words(name, values) {
    const said = values.map((value) => {
      const choice = this.inputs(name).find((each) => each.type !== "hidden" && each.value === value && each.labels?.length);
      const isChoice = choice && (choice.type === "radio" || choice.type === "checkbox");
      return isChoice ? choice.labels[0].textContent.trim() : value;
    });
    return said.join("\n") || "Nothing";
  }

  isText(name) {
    return this.inputs(name).some((each) => each.tagName === "TEXTAREA");
  }

  question(name) {
    const input = this.inputs(name)[0];
    const group = input?.closest("fieldset")?.querySelector("legend");
    const label = input?.type === "radio" || input?.type === "checkbox" ? group : input?.labels?.[0];
    return (label ?? group)?.textContent.trim() ?? name;
  }

  place(name) {
    const input = this.inputs(name)[0];
    return input?.closest(".govuk-form-group") ?? input;
  }
}
