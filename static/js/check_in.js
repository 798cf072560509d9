// The screen in the room: fetches the code that counts now, every few seconds. Without this module the page
// refreshes itself. A fetch that fails leaves the old code, whose end the learner's page would say.
const code = document.querySelector("[data-check-in-code]");

async function redraw() {
  try {
    const answer = await fetch(code.dataset.checkInCode, { credentials: "same-origin", redirect: "error" });
    if (answer.ok) {
      code.innerHTML = await answer.text();
    }
  } catch {
    // No network just now: the next tick asks again.
  }
}

if (code) {
  setInterval(redraw, Number(code.dataset.checkInSeconds) * 1000);
}
