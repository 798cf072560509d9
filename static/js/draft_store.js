// Words that have not reached the Academy yet, sealed in this browser's storage (AES-GCM). The keys come
// over the session of whoever is signed in, cannot be read out again, and go with the page; so what lies
// here opens for its writer alone. Wiped on receipt, on signing out, and after a day.
const PREFIX = "academy-draft:";
const HOUR = 3_600_000;
const LONGEST_LIFE = 24 * HOUR;

const encoder = new TextEncoder();
const toText = (bytes) => btoa(Array.from(new Uint8Array(bytes), (each) => String.fromCharCode(each)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

function entries() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return []; // storage is switched off
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

let closed = false;

// Everything, whoever wrote it: somebody signs out of this computer. Nothing is stored by this page after that.
export function wipeAll() {
  closed = true;
  entries().forEach((name) => localStorage.removeItem(name));
}

// What is older than a day, whoever wrote it: on every page.
export function wipeOld(now = Date.now()) {
  entries()
    .filter((name) => !(now - (read(name)?.at ?? 0) < LONGEST_LIFE))
    .forEach((name) => localStorage.removeItem(name));
}

// Who is signed in, their keys, and a token to save with; null when nobody is, or nothing answers.
export async function askForKeys(address) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

export class SealedStore {
  // For one place of one writer. `given` is what askForKeys answered.
  static async open(given, place) {
    if (!globalThis.crypto?.subtle) return null; // not over https: nothing is stored at all
    const keys = await Promise.all(
      given.keys.map((key) => crypto.subtle.importKey("raw", toBytes(key), "AES-GCM", false, ["encrypt", "decrypt"])),
    );
    return new SealedStore(`${PREFIX}${given.owner}:${place}`, keys);
  }

  constructor(name, keys) {
    this.name = name;
    this.keys = keys;
    this.turn = Promise.resolve(true);
  }

  // True when it lies in the storage. One after the other, so that an older text never comes last.
  put(value) {
    this.turn = this.turn.then(() => this.#seal(value)).catch(() => false);
    return this.turn;
  }

  clear() {
    this.turn = this.turn.then(() => localStorage.removeItem(this.name)).catch(() => false);
    return this.turn;
  }

  async take() {
    const kept = read(this.name);
    for (const key of kept ? this.keys : []) {
      try {
        const box = { name: "AES-GCM", iv: toBytes(kept.iv), additionalData: encoder.encode(`${this.name}|${kept.at}`) };
        return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(box, key, toBytes(kept.text))));
      } catch {
        // Another key, or not ours: the next one is tried, and what does not open is left to the day's end.
      }
    }
    return null;
  }

  async #seal(value) {
    if (closed) return false;
    const at = Date.now();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = { name: "AES-GCM", iv, additionalData: encoder.encode(`${this.name}|${at}`) };
    const text = await crypto.subtle.encrypt(box, this.keys[0], encoder.encode(JSON.stringify(value)));
    if (closed) return false;
    localStorage.setItem(this.name, JSON.stringify({ at, iv: toText(iv), text: toText(text) }));
    return true;
  }
}
