// Keyboard layouts of guests. A machine is given symbols and turns them into keys of a US keyboard; what a guest makes of
// such a key is its own layout's affair. So for each layout it is said here which key gives which character, and the key
// is then pressed by its US symbol. Rows as on a keyboard, the key left of the US "z" (absent there) written as "<".
// A combining character stands for a dead key: alone it waits for what comes next.

const KEYS = [..."`1234567890-=" + 'qwertyuiop[]\\' + "asdfghjkl;'" + '<zxcvbnm,./'];
const US_SHIFTED = [...'~!@#$%^&*()_+' + 'QWERTYUIOP{}|' + 'ASDFGHJKL:"' + '<ZXCVBNM<>?'];
/** By its plain symbol a US keyboard would press "," with Shift; this one is on no other key. */
const LEFT_OF_Z = 0xa6;
const SPACE = { keysym: 0x20, shift: false, altGr: false };
const MARKS = { '\u0300': '`', '\u0301': '´', '\u0302': '^', '\u0303': '~', '\u0308': '¨' };

const DESCRIBED = {
  us: {
    name: 'English (US)',
    plain: ["`1234567890-=", 'qwertyuiop[]\\', "asdfghjkl;'", ' zxcvbnm,./'],
    shift: ['~!@#$%^&*()_+', 'QWERTYUIOP{}|', 'ASDFGHJKL:"', ' ZXCVBNM<>?'],
    altGr: [],
  },
  gb: {
    name: 'English (UK)',
    plain: ["`1234567890-=", 'qwertyuiop[]#', "asdfghjkl;'", '\\zxcvbnm,./'],
    shift: ['¬!"£$%^&*()_+', 'QWERTYUIOP{}~', 'ASDFGHJKL:@', '|ZXCVBNM<>?'],
    altGr: ['    €        '],
  },
  de: {
    name: 'German',
    plain: ['\u03021234567890ß\u0301', 'qwertzuiopü+#', 'asdfghjklöä', '<yxcvbnm,.-'],
    shift: ['°!"§$%&/()=?\u0300', "QWERTZUIOPÜ*'", 'ASDFGHJKLÖÄ', '>YXCVBNM;:_'],
    altGr: [' ¹²³¼½¬{[]}\\ ', '@ €        ~ ', '           ', '|      µ   '],
  },
  fr: {
    name: 'French',
    plain: ['²&é"\'(-è_çà)=', 'azertyuiop\u0302$*', 'qsdfghjklmù', '<wxcvbn,;:!'],
    shift: ['~1234567890°+', 'AZERTYUIOP\u0308£µ', 'QSDFGHJKLM%', '>WXCVBN?./§'],
    altGr: ['¬¹~#{[|`\\^@]}', '  €        ¤ '],
  },
  es: {
    name: 'Spanish',
    plain: ["º1234567890'¡", 'qwertyuiop\u0300+ç', 'asdfghjklñ\u0301', '<zxcvbnm,.-'],
    shift: ['ª!"·$%&/()=?¿', 'QWERTYUIOP\u0302*Ç', 'ASDFGHJKLÑ\u0308', '>ZXCVBNM;:_'],
    altGr: ['\\|@#~½¬{[]}\\ ', '  €       []}', '          {'],
  },
};

/** What is offered, by code. */
export const LAYOUTS = Object.fromEntries(Object.entries(DESCRIBED).map(([code, { name }]) => [code, name]));

/** A guest's layout: how each character is typed on it. */
export class Layout {
  #strokes = new Map();
  #dead = new Map();

  /** Throws on a code that is not offered. */
  constructor(code) {
    if (!Object.hasOwn(DESCRIBED, code)) throw new TypeError(`There is no keyboard layout "${code}".`);
    const { plain, shift, altGr } = DESCRIBED[code];
    this.code = code;
    this.#strokes.set(' ', SPACE);
    this.#take(plain, false, false);
    this.#take(shift, true, false);
    this.#take(altGr, false, true);
  }

  #take(rows, shift, altGr) {
    [...rows.join('')].forEach((character, at) => {
      const keysym = KEYS[at] === '<' ? LEFT_OF_Z : (shift ? US_SHIFTED : KEYS)[at].charCodeAt(0);
      const places = character in MARKS ? this.#dead : this.#strokes;
      if (character !== ' ' && !places.has(character)) places.set(character, { keysym, shift, altGr });
    });
  }

  /** The strokes of keys that type a character, one after the other; empty if this layout cannot. */
  strokes(character) {
    const one = this.#strokes.get(character);
    if (one) return [one];
    const alone = Object.keys(MARKS).find((mark) => MARKS[mark] === character);
    if (alone) return this.#withMark(alone, ' ');
    const [base, mark, ...more] = character.normalize('NFD');
    return mark && more.length === 0 ? this.#withMark(mark, base) : [];
  }

  #withMark(mark, base) {
    const dead = this.#dead.get(mark);
    const key = this.#strokes.get(base);
    return dead && key ? [dead, key] : [];
  }

  /** The US symbol of the key that has this character without any other key, for shortcuts. */
  key(character) {
    const stroke = this.#strokes.get(character.toLowerCase()) ?? this.#strokes.get(character);
    return stroke?.keysym;
  }
}
