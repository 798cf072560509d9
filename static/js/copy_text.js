// A button that copies the text of one element: <button type="button" data-copy="id" hidden>. It shows only
// where copying works; without script the text is selected and copied as any other.
const SAID_FOR = 4000;

export function offerCopying(button) {
  const source = document.getElementById(button.dataset.copy);
  const said = document.getElementById(`${button.dataset.copy}-copied`);
  if (!source || !said || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Select the text and copy it";
    }
    setTimeout(() => (said.textContent = ""), SAID_FOR);
  });
}
