// <slipway-console>: a VM's screen. It knows tickets only; no address and no password of a host ever comes here.
//
//   tunnel            attribute: path of the tunnel, default `console/tunnel`, relative to the page's base
//   ticketSource      property: async () => ticket. Without it, `console-need-ticket` is fired, and the page answers
//                     with connect(ticket) or refuse(message)
//   connect(ticket?)  opens the screen; without a ticket, one is asked for
//   refuse(message, canRetry = true)   instead of a ticket: why there is none
//   disconnect()      frees the screen at once
//   layout            property: the keyboard layout of the guest, `us` at first, or another of layouts.js
//   sendCombo('ctrl-alt-del'), sendKeys([keysym, …]) as one chord
//   await typeText(text) → { typed, skipped }, shown with its progress; stopTyping() ends it
//   screenshot()      PNG as a data URL, or null without a screen
//   state             connecting | connected | waiting | disconnected
// Events: `console-state` { state, code, message, canRetry }, `console-need-ticket`

import { GuestKeyboard, comboKeysyms } from './keys.js';
import { MARKUP, fit } from './look.js';

const FIRST_TICKET = 30_000;
const BACKOFF = [300, 1000, 2000, 4000, 8000];
const KEY_PAUSE = 20;
/** Characters: less is typed before anybody could read of it. */
const WORTH_SHOWING = 40;
const TOLD_FOR = 8000;

// Guacamole's status numbers.
const PASSING = new Set([514 /* upstream timeout */, 515 /* screen went away */, 523 /* portal ends */, 776 /* we were silent */]);
const SAYS = {
  512: 'Something went wrong on our side. Try again.',
  513: 'Too many consoles are being opened right now. Try again in a moment.',
  514: 'The connection to the portal was lost.',
  515: 'The screen went away. The VM may have been shut down or restarted.',
  516: 'There is no such VM, or it is not yours to see.',
  517: 'The VM is off. Start it to see its screen.',
  519: 'The screen of the VM does not answer. Try again.',
  520: 'The console service does not answer. Try again in a minute.',
  523: 'The console was closed by the portal.',
  769: 'This console was opened too late or twice. Open it again.',
  771: 'You may no longer use this console.',
  776: 'The connection was silent for too long.',
};
const FINAL = new Set([516, 771]);

let library;
function guacamole() {
  library ??= new Promise((resolve, reject) => {
    if (window.Guacamole) return resolve(window.Guacamole);
    const script = document.createElement('script');
    script.src = new URL('../vendor/all.min.js', import.meta.url);
    script.onload = () => resolve(window.Guacamole);
    script.onerror = () => {
      library = undefined;
      script.remove();
      reject(new Error('The console could not be loaded. Reload the page.'));
    };
    document.head.append(script);
  });
  return library;
}

export class SlipwayConsole extends HTMLElement {
  /** @type {undefined | (() => Promise<string>)} */
  ticketSource;
  #surface; #overlay; #message; #hint; #button; #busy;
  #line = null; // { tunnel, client, display } while there is one
  #keys = new GuestKeyboard((pressed, keysym) => this.#line?.client.sendKeyEvent(pressed, keysym));
  #mouse; #keyboard; #cursorDrawn = false; #pointer = { x: 0, y: 0 };
  #tries = 0; #timer; #turn = 0; #listening = false;
  #typed; #typedWords; #typing = 0;
  #state = { state: 'disconnected', code: 0, message: '', canRetry: true };
  #resized = new ResizeObserver(() => this.#fit());
  #leaving = () => this.disconnect();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.innerHTML = MARKUP;
    this.#surface = root.querySelector('.surface');
    this.#overlay = root.querySelector('.overlay');
    this.#message = root.querySelector('.message');
    this.#hint = root.querySelector('.hint');
    this.#button = root.querySelector('.card button');
    this.#busy = root.querySelector('.busy');
    this.#typed = root.querySelector('.typed');
    this.#typedWords = this.#typed.querySelector('span');
    this.#typed.querySelector('button').addEventListener('click', () => {
      this.stopTyping();
      this.#surface.focus();
    });
    this.#button.addEventListener('click', () => {
      this.connect();
      this.#surface.focus();
    });
  }

  connectedCallback() {
    this.#resized.observe(this);
    window.addEventListener('pagehide', this.#leaving);
  }

  /** Leaving the page frees the screen; merely being moved within it does not. */
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#resized.disconnect();
      window.removeEventListener('pagehide', this.#leaving);
      this.disconnect();
    });
  }

  get state() {
    return this.#state.state;
  }

  get tunnelUrl() {
    const url = new URL(this.getAttribute('tunnel') || 'console/tunnel', document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    return url.href;
  }

  async connect(ticket) {
    const turn = this.#begin();
    if (!ticket || this.#state.state === 'disconnected') this.#tries = 0;
    if (!ticket) {
      this.#show('connecting', { message: 'Opening the screen…' });
      return this.#askTicket(turn);
    }
    if (this.#state.state !== 'waiting') this.#show('connecting', { message: 'Opening the screen…' });
    try {
      await guacamole();
      if (turn === this.#turn) this.#open(ticket);
    } catch (problem) {
      if (turn === this.#turn) this.refuse(problem.message);
    }
  }

  refuse(message, canRetry = true) {
    this.#begin();
    this.#show('disconnected', { message, canRetry });
  }

  disconnect() {
    this.#begin();
    this.#tries = 0;
    if (this.#state.state !== 'disconnected') this.#show('disconnected', { message: 'The console is closed.' });
  }

  sendKeys(keysyms) {
    this.#keys.chord(keysyms);
  }

  sendCombo(combo) {
    this.#keys.chord(comboKeysyms(combo));
  }

  get layout() {
    return this.#keys.layout;
  }

  set layout(code) {
    this.#keys.layout = code;
  }

  /**
   * Slowly enough for a guest's keyboard buffer. Characters that the layout of the guest cannot type are skipped and told.
   * A text that comes while another is being typed takes its place.
   */
  async typeText(text, { pause = KEY_PAUSE } = {}) {
    const line = this.#line;
    const turn = ++this.#typing;
    const characters = [...text.replace(/\r\n?/g, '\n').normalize('NFC')];
    const skipped = [];
    let typed = 0;
    for (const [at, character] of characters.entries()) {
      if (!line || line !== this.#line || turn !== this.#typing) break;
      const keys = this.#keys.type(character);
      if (keys === 0) {
        skipped.push(character);
        continue;
      }
      typed++;
      this.#showTyping(at + 1, characters.length, skipped);
      await new Promise((resolve) => setTimeout(resolve, pause * keys));
    }
    if (turn === this.#typing) this.#endTyping(skipped);
    return { typed, skipped: skipped.join('') };
  }

  stopTyping() {
    this.#typing++;
    this.#endTyping([]);
  }

  #showTyping(done, all, skipped) {
    if (all < WORTH_SHOWING && skipped.length === 0) return;
    this.#typed.hidden = false;
    this.#typed.querySelector('button').hidden = false;
    this.#typedWords.textContent = `Typing: ${done} of ${all} characters`;
  }

  #endTyping(skipped) {
    this.#typed.hidden = skipped.length === 0;
    this.#typed.querySelector('button').hidden = true;
    if (skipped.length === 0) return;
    const which = [...new Set(skipped)].slice(0, 10).join(' ');
    this.#typedWords.textContent = `Not on the guest’s keyboard, so left out: ${which}`;
    const turn = this.#typing;
    setTimeout(() => { if (turn === this.#typing) this.#typed.hidden = true; }, TOLD_FOR);
  }

  screenshot() {
    const display = this.#line?.display;
    return display?.getWidth() ? display.flatten().toDataURL('image/png') : null;
  }

  // Ends whatever was going on; what comes back late from it is recognised by its turn.
  #begin() {
    clearTimeout(this.#timer);
    this.#hangUp();
    return ++this.#turn;
  }

  async #askTicket(turn) {
    if (!this.ticketSource) {
      this.#timer = setTimeout(() => this.refuse('The page gave no access to the screen. Try again.'), FIRST_TICKET);
      this.#fire('console-need-ticket', {});
      return;
    }
    try {
      const ticket = await this.ticketSource();
      if (turn === this.#turn) await this.connect(ticket);
    } catch (problem) {
      if (turn !== this.#turn) return;
      if (problem instanceof TypeError && this.#tries > 0 && this.#again()) return; // the portal itself is away
      this.refuse(problem?.message || 'There is no access to the screen right now.');
    }
  }

  #open(ticket) {
    const { Client, Tunnel, WebSocketTunnel } = window.Guacamole;
    const tunnel = new WebSocketTunnel(this.tunnelUrl);
    const client = new Client(tunnel);
    const display = client.getDisplay();
    const line = { tunnel, client, display, drawn: false, shown: false };
    this.#line = line;
    const mine = (then) => (...args) => { if (this.#line === line) then(...args); };

    // The first frames may hold the pointer only: connected is when the screen itself was drawn.
    const receive = tunnel.oninstruction;
    tunnel.oninstruction = (opcode, args) => {
      line.drawn ||= (opcode === 'img' && Number(args[2]) >= 0) || (opcode === 'copy' && Number(args[6]) >= 0)
        || (opcode === 'cfill' && Number(args[1]) >= 0);
      receive(opcode, args);
    };
    client.onsync = mine(() => {
      if (line.drawn && !line.shown) display.flush(mine(() => this.#shown(line)));
    });
    client.onerror = mine((status) => this.#ended(status.code, status.message));
    tunnel.onerror = mine((status) => this.#dropped(status));
    tunnel.onstatechange = mine((state) => {
      if (state === Tunnel.State.CLOSED) this.#ended(514, '');
      else if (line.shown && state === Tunnel.State.UNSTABLE) this.#show('waiting', { message: 'The connection is slow…' });
      else if (line.shown && state === Tunnel.State.OPEN) this.#show('connected');
    });
    display.onresize = mine(() => this.#fit());
    display.oncursor = mine((canvas, x, y) => {
      if (!this.#mouse) return;
      this.#cursorDrawn = this.#mouse.setCursor(canvas, x, y);
      display.showCursor(!this.#cursorDrawn);
    });

    const element = display.getElement();
    element.classList.add('screen');
    this.#surface.replaceChildren(element);
    this.#listen(element, client, display);
    client.connect(`ticket=${encodeURIComponent(ticket)}`);
  }

  #shown(line) {
    line.shown = true;
    this.#tries = 0;
    this.#fit();
    this.#show('connected');
  }

  #hangUp() {
    const line = this.#line;
    if (!line) return;
    this.#keys.releaseAll();
    this.#keyboard?.reset();
    this.#line = null;
    line.client.disconnect();
    line.tunnel.disconnect();
  }

  // Our portal closes with a status number. Anything else is the network, or the server ending the session.
  #dropped({ code, message }) {
    if (/session/i.test(message ?? '')) this.#ended(771, 'Your session has ended. Sign in again.');
    else this.#ended(/^\d+$/.test(message ?? '') ? code : 514, '');
  }

  #ended(code, message) {
    const wasShown = this.#line?.shown;
    this.#begin();
    if (PASSING.has(code) && (wasShown || this.#tries > 0) && this.#again(code)) return;
    this.#show('disconnected', {
      code,
      message: message || SAYS[code] || 'The connection to the screen was lost.',
      canRetry: !FINAL.has(code),
    });
  }

  /** Comes back with a fresh ticket after a pause; false once that was tried often enough. */
  #again(code = 514) {
    if (this.#tries >= BACKOFF.length) return false;
    const turn = this.#turn;
    this.#show('waiting', { code, message: 'The connection was lost. Connecting again…' });
    this.#timer = setTimeout(() => this.#askTicket(turn), BACKOFF[this.#tries++]);
    return true;
  }

  #listen(element, client, display) {
    const { Keyboard, Mouse } = window.Guacamole;
    this.#cursorDrawn = false;
    const mouse = new Mouse(element);
    const touch = new Mouse.Touchscreen(element);
    this.#mouse = mouse;
    // Guacamole adds up offsets of parents, which shadow roots and transforms around us would falsify: measure instead.
    const note = (event) => {
      this.#pointer = this.#place(element, display, event.touches?.[0] ?? event.changedTouches?.[0] ?? event);
    };
    ['mousedown', 'mousemove', 'mouseup', 'touchstart', 'touchmove', 'touchend'].forEach((type) =>
      element.addEventListener(type, note, { capture: true, passive: true }));
    const send = (event) => client.sendMouseState(new Mouse.State({ ...event.state, ...this.#pointer }));
    mouse.onEach(['mousedown', 'mousemove', 'mouseup'], (event) => {
      if (event.type === 'mousedown') this.#surface.focus({ preventScroll: true });
      display.showCursor(!this.#cursorDrawn);
      send(event);
    });
    mouse.on('mouseout', () => display.showCursor(false));
    touch.onEach(['mousedown', 'mousemove', 'mouseup'], (event) => {
      this.#surface.focus({ preventScroll: true });
      display.showCursor(true);
      send(event);
    });

    if (this.#listening) return;
    this.#listening = true;
    this.#keyboard = new Keyboard(this.#surface);
    this.#keyboard.onkeydown = (keysym) => {
      if (!this.#line) return true;
      this.#keys.press(keysym);
      const { ctrl, alt, shift } = this.#keyboard.modifiers;
      if (ctrl && alt && shift) this.#surface.blur();
      return false;
    };
    this.#keyboard.onkeyup = (keysym) => this.#keys.release(keysym);
    this.#surface.addEventListener('blur', () => {
      this.#keyboard.reset();
      this.#keys.releaseAll();
    });
  }

  #place(element, display, { clientX, clientY }) {
    const box = element.getBoundingClientRect();
    const within = (value, size) => Math.min(Math.max(Math.floor(value), 0), size - 1);
    return {
      x: within(((clientX - box.left) / box.width) * display.getWidth(), display.getWidth()),
      y: within(((clientY - box.top) / box.height) * display.getHeight(), display.getHeight()),
    };
  }

  #fit() {
    const display = this.#line?.display;
    if (!display?.getWidth() || !this.clientWidth || !this.clientHeight) return;
    const { scale, exact } = fit(
      display.getWidth(), display.getHeight(), this.clientWidth, this.clientHeight, window.devicePixelRatio || 1);
    display.scale(scale);
    display.getElement().classList.toggle('exact', exact);
  }

  #show(state, { code = 0, message = '', canRetry = true } = {}) {
    const before = this.#state;
    this.#state = { state, code, message, canRetry };
    const over = state === 'disconnected';
    this.dataset.state = state;
    this.#overlay.hidden = state === 'connected';
    this.#message.textContent = message;
    this.#hint.textContent = over && code ? `Console code ${code}` : '';
    this.#busy.hidden = over;
    this.#button.hidden = !(over && canRetry);
    if (JSON.stringify(before) !== JSON.stringify(this.#state)) this.#fire('console-state', { ...this.#state });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('slipway-console')) customElements.define('slipway-console', SlipwayConsole);
