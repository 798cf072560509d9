// The language helper: kinder words, offered below a box once somebody pauses; one press puts them away.
// It never stops, marks or sends anything. <div hidden data-language-helper="address of the list"><template>…
const PAUSE = 1200;
const QUOTED = /“[^”]*”|"[^"]*"|‘[^’]*’(?!\w)/.source;

const folded = (words) => words.toLowerCase().split(/\s+/).join(" ");
const spaced = (words) => words.split(" ").map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");

// The same pattern as foundation/language_helper/matching.py: quotations first, then the longest words.
export function reader(list) {
  const hints = new Map(list.flatMap((hint) => hint.words.map((each) => [each, hint])));
  const guards = list.flatMap((hint) => hint.notIn);
  const words = [...new Set([...hints.keys(), ...guards])].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`${QUOTED}|(?<![\\w-])(?:${words.map(spaced).join("|")})(?![\\w-])`, "giu");
  return (text) => {
    const found = new Map();
    for (const [match] of text.matchAll(pattern)) {
      const hint = hints.get(folded(match));
      if (hint && !found.has(hint)) found.set(hint, match);
    }
    return [...found].map(([hint, word]) => ({ hint, word }));
  };
}

export async function offerKinderWords(helper) {
  let list;
  try {
    list = (await (await fetch(helper.dataset.languageHelper, { credentials: "same-origin" })).json()).words;
  } catch {
    return; // without the list there is simply no helper
  }
  const read = reader(list);
  const putAway = new Set();
  helper.closest("form").querySelectorAll("textarea").forEach((box) => {
    let pausing;
    const look = () => show(helper, box, read(box.value).filter(({ hint }) => !putAway.has(hint)), putAway);
    box.addEventListener("input", () => {
      clearTimeout(pausing);
      pausing = setTimeout(look, PAUSE);
    });
    box.addEventListener("blur", look);
    if (box.value) look();
  });
}

function show(helper, box, found, putAway) {
  const before = box.parentElement.querySelector("[data-language-hints]");
  const key = found.map(({ hint }) => hint.words[0]).join("|");
  if (before?.dataset.languageHints === key) return;
  before?.remove();
  if (!found.length) return;
  const frame = helper.querySelector("template").content.firstElementChild.cloneNode(true);
  const line = frame.querySelector("li");
  frame.dataset.languageHints = key;
  frame.open = before?.open ?? false;
  frame.querySelector("[data-language-count]").textContent =
    found.length === 1 ? "A word to think about" : `${found.length} words to think about`;
  line.replaceWith(
    ...found.map(({ hint, word }) => {
      const each = line.cloneNode(true);
      each.querySelector("[data-language-word]").textContent = word;
      each.querySelector("[data-language-instead]").textContent = hint.instead + (hint.why ? ` (${hint.why})` : "");
      each.querySelector("[data-language-which]").textContent = `: “${word}”`;
      each.querySelector("button").addEventListener("click", () => {
        putAway.add(hint);
        each.remove();
        if (!frame.querySelector("li")) frame.remove();
        box.focus();
      });
      return each;
    }),
  );
  box.after(frame);
}
