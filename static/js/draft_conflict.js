// Somebody else changed the same box meanwhile: both texts side by side, and nobody's is thrown away.
// The markup is the page's own <template data-draft-conflict>.
export class Conflicts {
  constructor(form, boxes, resolved) {
    this.form = form;
    this.boxes = boxes;
    this.resolved = resolved; // (name, theirs) once a person has chosen
    this.open = new Map();
  }

  has(name) {
    return this.open.has(name);
  }

  show(name, theirs) {
    this.open.get(name)?.remove();
    const panel = this.form.querySelector("template[data-draft-conflict]").content.firstElementChild.cloneNode(true);
    const say = (part, text) => {
      panel.querySelector(`[data-conflict-${part}]`).textContent = text;
    };
    say("title", `Two versions of “${this.boxes.question(name)}”`);
    say("who", `${theirs.who}, ${theirs.when}`);
    say("theirs", this.boxes.words(name, theirs.values));
    panel.querySelectorAll("button[data-conflict-choose]").forEach((button) => {
      button.addEventListener("click", () => this.choose(name, theirs, button.dataset.conflictChoose));
    });
    panel.querySelector('[data-conflict-choose="both"]').hidden = !this.boxes.isText(name);
    this.boxes.place(name).after(panel);
    this.open.set(name, panel);
  }

  goTo() {
    this.open.values().next().value.querySelector("button").focus();
  }

  choose(name, theirs, choice) {
    const mine = this.boxes.read()[name] ?? [];
    if (choice === "theirs") this.boxes.write(name, theirs.values);
    if (choice === "both") this.boxes.write(name, [`${mine.join("\n")}\n\n${theirs.values.join("\n")}`]);
    this.open.get(name).remove();
    this.open.delete(name);
    this.boxes.inputs(name)[0]?.focus();
    this.resolved(name, theirs);
  }
}
