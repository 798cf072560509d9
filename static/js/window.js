// The quadrant of the challenge and support window, said as soon as both numbers are chosen.
const QUADRANTS = { "true,true": "with", "true,false": "to", "false,true": "for", "false,false": "not" };

export function sayQuadrant(frame) {
  const high = Number(frame.dataset.windowHigh);
  const chosen = (part) => frame.querySelector(`input[name$="-${part}"]:checked`)?.value;
  const say = () => {
    const [challenge, support] = [chosen("challenge"), chosen("support")];
    const known = challenge !== undefined && support !== undefined;
    const found = known ? QUADRANTS[[Number(challenge) >= high, Number(support) >= high]] : null;
    frame.querySelectorAll("[data-quadrant]").forEach((each) => (each.hidden = each.dataset.quadrant !== found));
  };
  frame.addEventListener("change", say);
  say();
}
