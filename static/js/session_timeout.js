// Warns before the session ends and lets the person stay, by asking the server for a little more.
// A second tab that stays busy is seen through the server's answer, so no tab signs out another.
const SECOND = 1000;

export function warnBeforeSignOut(dialog) {
  if (typeof dialog.showModal !== "function") return;
  const seconds = Number(dialog.dataset.seconds);
  const warnSeconds = Number(dialog.dataset.warnSeconds);
  const stay = dialog.querySelector("[data-session-stay]");
  let endsAt = Date.now() + seconds * SECOND;

  const ask = async (method) => {
    // The sign-out form of every signed-in page carries the token; the cookie need not be readable.
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    const headers = { Accept: "application/json" };
    if (token) headers["X-CSRFToken"] = token.value;
    const answer = await fetch(dialog.dataset.pingUrl, { method, headers, credentials: "same-origin" });
    if (!answer.ok) return 0;
    return Number((await answer.json()).seconds);
  };

  const ended = () => {
    dialog.querySelector("[data-session-title]").textContent = "You have been signed out";
    dialog.querySelector("[data-session-text]").textContent =
      "What you have typed is still on this page. Close this message to read it; sending it will ask you to sign in.";
    stay.textContent = "Close this message";
    stay.addEventListener("click", () => dialog.close(), { once: true });
    clearInterval(clock);
  };

  const tick = async () => {
    const left = Math.round((endsAt - Date.now()) / SECOND);
    if (left > warnSeconds || dialog.open && left > 0) return;
    try {
      const remaining = await ask("GET");
      endsAt = Date.now() + remaining * SECOND;
      if (remaining > warnSeconds) return;
      if (!dialog.open) dialog.showModal();
      if (remaining <= 0) ended();
    } catch {
      endsAt = Date.now() + warnSeconds * SECOND;
    }
  };
  const clock = setInterval(tick, Math.min(5, warnSeconds / 5) * SECOND);

  stay.addEventListener("click", async () => {
    try {
      const remaining = await ask("POST");
      if (remaining > 0) {
        endsAt = Date.now() + remaining * SECOND;
        dialog.close();
      } else {
        ended();
      }
    } catch {
      dialog.querySelector("[data-session-text]").textContent =
        "The site cannot be reached at the moment. What you have typed is still on this page; try again shortly.";
    }
  });
}
