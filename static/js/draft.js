// Saves a form while it is written: <form data-draft="address" data-draft-seen="3" data-draft-keys="address">.
// Each box has its own version on the server (foundation/drafting). What has not arrived is sealed in this
// browser; without connection, or after the session has ended, one goes on typing and nothing is lost.
import { Boxes } from "./draft_boxes.js";
import { Conflicts } from "./draft_conflict.js";
import { askForKeys, SealedStore } from "./draft_store.js";

const SEAL_AFTER = 300;
const SEND_AFTER = 1500;
const LEAVE_AFTER = 3000;
const RETRIES = [3000, 6000, 15_000, 30_000, 60_000];
const SIGNED_OUT = Symbol("signed out");
const WORDS = {
  offline: "No connection. Go on writing: your words are kept sealed on this computer, and saved when it is back.",
  open: "No connection. Go on writing, and keep this page open until it is back.",
  signedOut: "You have been signed out. Go on writing: your words are kept sealed on this computer.",
  restored: "Words that had not reached the Academy when this page was last closed are back in their boxes.",
  somebodyElse: "Somebody else has signed in on this computer. Your words stay sealed until you sign in again.",
  conflict: "Somebody changed the same box. Both versions are shown; choose what stands.",
};

export async function keepDraft(form) {
  const draft = new Draft(form);
  form.addEventListener("input", () => draft.changed());
  form.addEventListener("change", () => draft.changed());
  form.addEventListener("submit", (event) => draft.leave(event));
  addEventListener("online", () => draft.send());
  addEventListener("focus", () => draft.unsent().length && draft.send());
  document.addEventListener("visibilitychange", () => document.hidden && draft.seal());
  await draft.begin();
}

class Draft {
  constructor(form) {
    this.form = form;
    this.boxes = new Boxes(form);
    this.seen = Number(form.dataset.draftSeen);
    this.synced = this.boxes.read();
    this.conflicts = new Conflicts(form, this.boxes, (name, theirs) => this.chosen(name, theirs));
    this.failures = 0;
  }

  async begin() {
    await this.takeKeys();
    await this.restore();
    this.form.dataset.draftReady = "";
  }

  async restore() {
    const kept = await this.store?.take();
    if (!kept) return;
    const lost = Object.keys(kept.boxes).filter((name) => name in this.synced && !same(kept.boxes[name], this.synced[name]));
    if (!lost.length) return void this.store.clear();
    lost.forEach((name) => this.boxes.write(name, kept.boxes[name]));
    this.seen = Math.min(this.seen, kept.seen);
    this.say(WORDS.restored, { aloud: true, stays: true });
    await this.send();
  }

  // Whose session it is now. Asked again when the server refuses the token of the page.
  async takeKeys() {
    try {
      const given = await askForKeys(this.form.dataset.draftKeys);
      if (!given) return false;
      if (this.owner && this.owner !== given.owner) return this.stop(WORDS.somebodyElse);
      this.form.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((each) => (each.value = given.csrf));
      this.store ??= await SealedStore.open(given, this.form.dataset.draft);
      this.owner = given.owner;
      return true;
    } catch {
      return false;
    }
  }

  unsent() {
    const now = this.boxes.read();
    return Object.keys(now).filter((name) => !same(now[name], this.synced[name]));
  }

  changed() {
    this.form.dataset.draftState = "unsent";
    this.sealing ??= setTimeout(() => this.seal(), SEAL_AFTER);
    this.sending ??= setTimeout(() => this.send(), SEND_AFTER);
  }

  async seal() {
    clearTimeout(this.sealing);
    this.sealing = null;
    const names = this.unsent();
    const now = this.boxes.read();
    if (!names.length) return this.store?.clear();
    return this.store?.put({ seen: this.seen, boxes: Object.fromEntries(names.map((name) => [name, now[name]])) });
  }

  async send() {
    clearTimeout(this.sending);
    this.sending = null;
    if (this.stopped) return;
    if (this.busy) return this.changed();
    const names = this.unsent().filter((name) => !this.conflicts.has(name));
    if (!names.length) return void (await this.settle());
    const now = this.boxes.read();
    this.busy = this.post(Object.fromEntries(names.map((name) => [name, now[name]])));
    await this.busy;
    this.busy = null;
    if (this.unsent().some((name) => !this.conflicts.has(name)) && !this.failures) this.changed();
  }

  async post(boxes, again = true) {
    try {
      const answer = await fetch(this.form.dataset.draft, {
        method: "POST",
        credentials: "same-origin",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ seen: this.seen, boxes }),
      });
      if (answer.status === 403 && again && (await this.takeKeys())) return this.post(boxes, false);
      await this.take(answer, boxes);
    } catch (problem) {
      await this.wait(problem === SIGNED_OUT ? WORDS.signedOut : null, problem === SIGNED_OUT);
    }
  }

  async take(answer, boxes) {
    if (answer.type === "opaqueredirect" || answer.status === 401) throw SIGNED_OUT;
    if (answer.status >= 500 || answer.status === 403 || answer.status === 429) throw answer;
    const told = await answer.json();
    if (answer.status === 200 || answer.status === 409) this.arrived(told, boxes);
    else this.stop(told.said);
    await this.settle();
  }

  // What is still unsent lies sealed, or nothing does: the form says which.
  async settle() {
    await this.seal();
    this.form.dataset.draftState = this.unsent().length ? "unsent" : "saved";
  }

  arrived(told, boxes) {
    this.failures = 0;
    this.seen = told.version;
    this.form.elements.draft_seen.value = told.version;
    for (const name of Object.keys(boxes)) if (!(name in told.conflicts)) this.synced[name] = boxes[name];
    for (const [name, theirs] of Object.entries(told.fresh)) this.freshen(name, theirs);
    for (const [name, theirs] of Object.entries(told.conflicts)) this.conflicts.show(name, theirs);
    this.saved = told.said;
    if (!this.store) this.takeKeys();
    this.say(this.conflicts.open.size ? WORDS.conflict : told.said, { aloud: this.conflicts.open.size > 0 });
  }

  // Somebody else's words, in a box this page has not changed: put there. In one it has: side by side.
  freshen(name, theirs) {
    if (!(name in this.synced)) return;
    const mine = this.boxes.read()[name];
    if (same(mine, theirs.values)) this.synced[name] = theirs.values;
    else if (same(mine, this.synced[name])) {
      this.synced[name] = theirs.values;
      this.boxes.write(name, theirs.values);
    } else this.conflicts.show(name, theirs);
  }

  chosen(name, theirs) {
    this.synced[name] = theirs.values;
    if (!this.conflicts.open.size) this.say(this.saved, { aloud: true });
    this.changed();
  }

  async wait(words, signedOut = false) {
    const sealed = await this.seal();
    this.say(words ?? (sealed ? WORDS.offline : WORDS.open), { aloud: this.failures === 0, signedOut });
    const pause = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    this.sending ??= setTimeout(() => this.send(), pause);
  }

  stop(words) {
    this.stopped = true;
    this.say(words, { aloud: true });
    return false;
  }

  // Sending the form for good: what is unsent goes first, so that the server has it and the storage is wiped.
  // Nothing is sent over somebody else's words: a box with two versions waits for a person's choice.
  async leave(event) {
    if (this.leaving || this.stopped || !this.unsent().length) return;
    event.preventDefault();
    await Promise.race([this.sendRest(), new Promise((done) => setTimeout(done, LEAVE_AFTER))]);
    await new Promise((done) => setTimeout(done)); // a form that is being sent takes no second call to be sent
    if (this.conflicts.open.size) return this.conflicts.goTo();
    this.leaving = true;
    this.form.requestSubmit(event.submitter);
    this.leaving = false;
  }

  // What is on its way arrives first: it holds older words than the boxes do.
  async sendRest() {
    await this.busy;
    await this.send();
  }

  say(words, { aloud = false, stays = false, signedOut = false } = {}) {
    if (this.held && !aloud) return;
    this.held = stays;
    if (stays) setTimeout(() => (this.held = false), 10_000);
    const line = this.form.querySelector("[data-draft-status]");
    line.querySelector("[data-draft-words]").textContent = words;
    line.querySelector("[data-draft-sign-in]").hidden = !signedOut;
    if (aloud) this.form.querySelector("[data-draft-aloud]").textContent = words;
  }
}

function same(one, other) {
  return JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
}
