// Key symbols (X11), as a person's keyboard gives them, and how they are passed on to a guest with a layout of its own.

import { Layout } from './layouts.js';

export const SHIFT = 0xffe1;
const ALT_GR = 0xffea;

const NAMED = {
  ctrl: 0xffe3, alt: 0xffe9, shift: SHIFT, super: 0xffeb, meta: 0xffeb, win: 0xffeb,
  del: 0xffff, delete: 0xffff, ins: 0xff63, insert: 0xff63, backspace: 0xff08, tab: 0xff09, enter: 0xff0d,
  esc: 0xff1b, escape: 0xff1b, space: 0x20, home: 0xff50, end: 0xff57, pageup: 0xff55, pagedown: 0xff56,
  left: 0xff51, up: 0xff52, right: 0xff53, down: 0xff54,
  print: 0xff61, printscreen: 0xff61, sysrq: 0xff61, pause: 0xff13, menu: 0xff67, capslock: 0xffe5, numlock: 0xff7f,
};

/** The character that a key symbol stands for, or undefined where it stands for a key. */
export function keysymCharacter(keysym) {
  if ((keysym >= 0x20 && keysym < 0x7f) || (keysym >= 0xa0 && keysym <= 0xff)) return String.fromCharCode(keysym);
  if (keysym > 0x1000000 && keysym <= 0x110ffff) return String.fromCodePoint(keysym - 0x1000000);
  return undefined;
}

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

// Keys that only choose a symbol: the symbol arrives by itself, and the guest's keyboard must not be left in another
// state than the person's.
const CHOOSERS = new Set([0xffe5 /* Caps Lock */, 0xfe03 /* AltGr */, 0xff7e /* Mode switch */]);
const TYPED = { '\n': NAMED.enter, '\t': NAMED.tab };
const COMMANDS = new Set([0xffe3, 0xffe4, 0xffe9, 0xffea, 0xffe7, 0xffe8, 0xffeb, 0xffec]);
const SHIFTS = new Set([SHIFT, 0xffe2]);

/** Passes keys on, as the layout of the guest wants them. `send(pressed, keysym)` is told every press and release. */
export class GuestKeyboard {
  #send;
  #layout = new Layout('us');
  #held = new Map(); // what the person holds, to what was sent for it

  constructor(send) {
    this.#send = send;
  }

  get layout() {
    return this.#layout.code;
  }

  set layout(code) {
    const next = new Layout(code);
    this.releaseAll();
    this.#layout = next;
  }

  press(keysym) {
    if (CHOOSERS.has(keysym)) return;
    const character = keysymCharacter(keysym);
    if (character === undefined) return this.#hold(keysym, keysym);
    if ([...this.#held.keys()].some((k) => COMMANDS.has(k))) {
      return this.#hold(keysym, this.#layout.key(character) ?? keysym);
    }
    const strokes = this.#layout.strokes(character);
    if (strokes.length > 1) return this.#strike(strokes);
    const [stroke = { keysym, shift: false, altGr: false }] = strokes;
    this.#with(stroke, () => this.#hold(keysym, stroke.keysym));
  }

  release(keysym) {
    const sent = this.#held.get(keysym);
    if (this.#held.delete(keysym)) this.#send(0, sent);
  }

  /** All down in this order, all up in the reverse one. */
  chord(keysyms) {
    const keys = keysyms.map((k) => this.#layout.key(keysymCharacter(k) ?? '') ?? k);
    keys.forEach((k) => this.#send(1, k));
    keys.reverse().forEach((k) => this.#send(0, k));
  }

  /** One character, with all that it needs. @return how many keys that took; none if the layout of the guest cannot type it */
  type(character) {
    const named = TYPED[character];
    const strokes = named ? [{ keysym: named, shift: false, altGr: false }] : this.#layout.strokes(character);
    this.#strike(strokes);
    return strokes.length;
  }

  releaseAll() {
    [...this.#held.keys()].forEach((k) => this.release(k));
  }

  #hold(keysym, sent) {
    this.#held.set(keysym, sent);
    this.#send(1, sent);
  }

  #strike(strokes) {
    strokes.forEach((stroke) => this.#with(stroke, () => {
      this.#send(1, stroke.keysym);
      this.#send(0, stroke.keysym);
    }));
  }

  /** With the Shift and AltGr that it needs, and without those that the person holds for a keyboard of another layout. */
  #with({ shift, altGr }, then) {
    const shifts = [...this.#held.keys()].filter((k) => SHIFTS.has(k));
    const add = [...(altGr ? [ALT_GR] : []), ...(shift && shifts.length === 0 ? [SHIFT] : [])];
    const lift = shift ? [] : shifts;
    lift.forEach((k) => this.#send(0, k));
    add.forEach((k) => this.#send(1, k));
    then();
    add.reverse().forEach((k) => this.#send(0, k));
    lift.forEach((k) => this.#send(1, k));
  }
}
