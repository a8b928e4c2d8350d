// Key symbols (X11) for a guest whose keyboard is US: the machine maps symbols to keys of a US keyboard and adds no
// Shift by itself, so whoever sends `A` or `?` must hold Shift, whatever the keyboard of the person looks like.

export const SHIFT = 0xffe1;
const SHIFTED = new Set([...'~!@#$%^&*()_+{}|:"<>?ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((c) => c.charCodeAt(0)));

const NAMED = {
  ctrl: 0xffe3, alt: 0xffe9, shift: SHIFT, super: 0xffeb, meta: 0xffeb, win: 0xffeb,
  del: 0xffff, delete: 0xffff, ins: 0xff63, insert: 0xff63, backspace: 0xff08, tab: 0xff09, enter: 0xff0d,
  esc: 0xff1b, escape: 0xff1b, space: 0x20, home: 0xff50, end: 0xff57, pageup: 0xff55, pagedown: 0xff56,
  left: 0xff51, up: 0xff52, right: 0xff53, down: 0xff54,
  print: 0xff61, printscreen: 0xff61, sysrq: 0xff61, pause: 0xff13, menu: 0xff67, capslock: 0xffe5, numlock: 0xff7f,
};

const isPrintable = (keysym) => keysym > 0x20 && keysym < 0x7f;

/** Whether a US keyboard needs Shift for this symbol; undefined for keys that mean the same either way. */
export const needsShift = (keysym) => (isPrintable(keysym) ? SHIFTED.has(keysym) : undefined);

/** The key symbols of `ctrl-alt-del`, `ctrl-alt-f1`, `alt-tab`, `ctrl-c`, …; throws on a name that is no key. */
export function comboKeysyms(combo) {
  return combo.trim().toLowerCase().split('-').map((name) => {
    const f = /^f([1-9]|1[0-2])$/.exec(name);
    const keysym = f ? 0xffbd + Number(f[1]) : (NAMED[name] ?? (name.length === 1 ? name.charCodeAt(0) : undefined));
    if (keysym === undefined) {
      throw new TypeError(`There is no key "${name}" in "${combo}".`);
    }
    return keysym;
  });
}

/** The key symbol that types this character on a US keyboard, or undefined if none does. */
export function characterKeysym(character) {
  if (character === '\n') return NAMED.enter;
  if (character === '\t') return NAMED.tab;
  const code = character.codePointAt(0);
  return code >= 0x20 && code < 0x7f ? code : undefined;
}

// Keys that only choose a symbol: the symbol arrives by itself, and the guest's keyboard must not be left in another
// state than the person's.
const CHOOSERS = new Set([0xffe5 /* Caps Lock */, 0xfe03 /* AltGr */, 0xff7e /* Mode switch */]);
const COMMANDS = new Set([0xffe3, 0xffe4, 0xffe9, 0xffea, 0xffe7, 0xffe8, 0xffeb, 0xffec]);
const SHIFTS = new Set([SHIFT, 0xffe2]);

/** Passes keys on as a US keyboard would give them. `send(pressed, keysym)` is told every press and release. */
export class UsKeyboard {
  #send;
  #held = new Set();

  constructor(send) {
    this.#send = send;
  }

  press(keysym) {
    if (CHOOSERS.has(keysym)) return;
    const wanted = needsShift(keysym);
    const shifts = [...this.#held].filter((k) => SHIFTS.has(k));
    const commanding = [...this.#held].some((k) => COMMANDS.has(k));
    this.#held.add(keysym);
    if (wanted === undefined || commanding || wanted === shifts.length > 0) {
      this.#send(1, keysym);
    } else if (wanted) {
      this.#send(1, SHIFT);
      this.#send(1, keysym);
      this.#send(0, SHIFT);
    } else {
      shifts.forEach((k) => this.#send(0, k));
      this.#send(1, keysym);
      shifts.forEach((k) => this.#send(1, k));
    }
  }

  release(keysym) {
    if (this.#held.delete(keysym)) this.#send(0, keysym);
  }

  /** All down in this order, all up in the reverse one. */
  chord(keysyms) {
    keysyms.forEach((k) => this.#send(1, k));
    [...keysyms].reverse().forEach((k) => this.#send(0, k));
  }

  /** One character, with the Shift it needs. */
  type(keysym) {
    this.chord(needsShift(keysym) ? [SHIFT, keysym] : [keysym]);
  }

  releaseAll() {
    [...this.#held].forEach((k) => this.release(k));
  }
}
