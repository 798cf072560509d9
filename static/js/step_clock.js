// The minutes left of a step on a shared screen: <p data-step-clock="7"><span data-step-left>7 minutes</span></p>.
// It only shows: the group goes on by the button. Said aloud once, with a minute left and at the end.
const SECOND = 1000;

export function showMinutesLeft(clock) {
  const left = clock.querySelector("[data-step-left]");
  const aloud = document.querySelector("[data-step-aloud]");
  const ends = Date.now() + Number(clock.dataset.stepClock) * 60 * SECOND;
  const minuteSaid = Number(clock.dataset.stepClock) <= 1;
  let said = minuteSaid ? 1 : 0;

  const draw = () => {
    const seconds = Math.ceil((ends - Date.now()) / SECOND);
    clock.classList.toggle("academy-screen__clock--over", seconds <= 0);
    left.textContent = seconds > 0 ? `${words(seconds)} left` : `Time to go on, ${words(-seconds)} over`;
    if (seconds <= 60 && said < 1) [said, aloud.textContent] = [1, "One minute left"];
    if (seconds <= 0 && said < 2) [said, aloud.textContent] = [2, "Time to go on"];
  };
  draw();
  setInterval(draw, SECOND);
}

function words(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
