// <slipway-serial>: a terminal on a VM's serial line. It knows tickets only; no address of a host ever comes here.
//
//   connect(ticket?)  opens the line; without a ticket, `console-need-ticket` is fired, and the page answers with
//                     connect(ticket) or refuse(message)
//   refuse(message)   instead of a ticket: why there is none
//   back()            the VM is on again: opens the line anew if there was none because the VM was off
//   text              what is shown, scroll-back included
//   state             connecting | connected | waiting | disconnected
// What was shown stays while the line comes and goes. In the light, since the terminal's own styles do not reach a shadow.

const COLUMNS = 80;
const LEAST_ROWS = 24;
const SCROLL_BACK = 5000;
const PIECE = 4096;
const BACKOFF = [300, 1000, 2000, 4000, 8000];

// The portal's status numbers, as those of a screen's tunnel.
const PASSING = new Set([514, 515, 523, 776]);
const OFF = 517;
const FINAL = new Set([516, 771]);
const SAYS = {
  514: 'The connection to the portal was lost.',
  515: 'The line was lost. The VM may have gone to another host.',
  516: 'There is no such VM, or it is not yours to see.',
  517: 'The VM is off. This comes back by itself when it is started.',
  521: 'Somebody else has opened this serial console, and there can be only one at it. Reconnect to take it back.',
  523: 'The console was closed by the portal.',
  769: 'This console was opened too late or twice. Open it again.',
  771: 'You may no longer use this console.',
  776: 'The connection was silent for too long.',
};

const MARKUP = `
  <div class="status"><span role="status"></span><button type="button" hidden>Reconnect</button></div>
  <div class="terminal"></div>`;

let library;
function terminals() {
  library ??= new Promise((resolve, reject) => {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('../vendor/xterm.css', import.meta.url);
    const script = document.createElement('script');
    script.src = new URL('../vendor/xterm.js', import.meta.url);
    script.onload = () => resolve(window.Terminal);
    script.onerror = () => {
      library = undefined;
      reject(new Error('The terminal could not be loaded. Reload the page.'));
    };
    document.head.append(style, script);
  });
  return library;
}

/** As many columns as a guest takes for granted on such a line, in letters that can be read; else it scrolls. */
function letters(place) {
  return Math.max(10, Math.min(15, Math.floor(place.clientWidth / COLUMNS / 0.62)));
}

/** Words of the tunnel: `LENGTH.VALUE,LENGTH.VALUE;`. */
function words(...values) {
  return values.map((value) => `${value.length}.${value}`).join(',') + ';';
}

function* instructions(text) {
  let at = 0;
  let args = [];
  while (at < text.length) {
    const dot = text.indexOf('.', at);
    const end = dot + 1 + Number(text.slice(at, dot));
    if (dot < 0 || !(end <= text.length)) return;
    args.push(text.slice(dot + 1, end));
    if (text[end] === ';') {
      yield args;
      args = [];
    }
    at = end + 1;
  }
}

export class SlipwaySerial extends HTMLElement {
  #terminal = null;
  #socket = null;
  #turn = 0;
  #tries = 0;
  #timer = 0;
  #said = '';
  #code = 0;
  #state = 'disconnected';
  #status;
  #button;
  #leaving = () => this.#end();
  #resized = new ResizeObserver(() => {
    const size = letters(this.querySelector('.terminal'));
    if (size !== this.#terminal?.getOption('fontSize')) this.#terminal?.setOption('fontSize', size);
  });

  connectedCallback() {
    if (!this.#status) {
      this.innerHTML = MARKUP;
      this.#status = this.querySelector('[role=status]');
      this.#button = this.querySelector('button');
      this.#button.addEventListener('click', () => {
        this.#tries = 0;
        this.connect();
        this.#terminal?.focus();
      });
    }
    window.addEventListener('pagehide', this.#leaving);
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      window.removeEventListener('pagehide', this.#leaving);
      this.#resized.disconnect();
      this.#end();
    });
  }

  get state() {
    return this.#state;
  }

  /** What is shown, scroll-back included. */
  get text() {
    const buffer = this.#terminal?.buffer.active;
    const lines = [];
    for (let i = 0; i < (buffer?.length ?? 0); i++) lines.push(buffer.getLine(i).translateToString(true));
    return lines.join('\n');
  }

  async connect(ticket) {
    const turn = this.#end();
    this.#show(this.#tries > 0 ? 'waiting' : 'connecting', 'Opening the serial console…');
    if (!ticket) {
      this.dispatchEvent(new CustomEvent('console-need-ticket'));
      return;
    }
    try {
      const terminal = await this.#draw();
      if (turn === this.#turn) this.#open(ticket, terminal, turn);
    } catch (problem) {
      if (turn === this.#turn) this.refuse(problem.message);
    }
  }

  refuse(message) {
    this.#end();
    this.#code = 0;
    this.#show('disconnected', message, true);
  }

  back() {
    if (this.#state === 'disconnected' && (this.#code === OFF || this.#code === 0)) this.connect();
  }

  async #draw() {
    const Terminal = await terminals();
    if (this.#terminal) return this.#terminal;
    const place = this.querySelector('.terminal');
    const fontSize = letters(place);
    const rows = Math.max(LEAST_ROWS, Math.floor(place.clientHeight / (fontSize * 1.2)) - 1);
    const terminal = new Terminal({
      cols: COLUMNS, rows, fontSize, scrollback: SCROLL_BACK, cursorBlink: true,
      fontFamily: getComputedStyle(this).getPropertyValue('--sw-mono') || 'monospace',
    });
    terminal.open(place);
    terminal.onData((data) => this.#type(new TextEncoder().encode(data)));
    terminal.onBinary((data) => this.#type(Uint8Array.from(data, (c) => c.charCodeAt(0))));
    this.#terminal = terminal;
    this.#resized.observe(place);
    return terminal;
  }

  #open(ticket, terminal, turn) {
    const url = new URL(this.getAttribute('tunnel') || 'console/tunnel', document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('ticket', ticket);
    const socket = new WebSocket(url, 'guacamole');
    this.#socket = socket;
    this.#said = '';
    socket.onmessage = ({ data }) => {
      if (turn !== this.#turn) return;
      for (const [opcode, value] of instructions(data)) this.#take(opcode, value, terminal);
    };
    socket.onclose = ({ reason }) => {
      if (turn === this.#turn) this.#ended(/^\d+$/.test(reason) ? Number(reason) : 514);
    };
  }

  #take(opcode, value, terminal) {
    if (opcode === 'ready') {
      this.#tries = 0;
      this.#show('connected', 'Connected. Press Enter if nothing is shown.');
      terminal.focus();
    } else if (opcode === 'term') {
      terminal.write(Uint8Array.from(atob(value), (c) => c.charCodeAt(0)));
    } else if (opcode === 'error') {
      this.#said = value;
    }
  }

  #type(bytes) {
    if (this.#state !== 'connected' || this.#socket?.readyState !== WebSocket.OPEN) return;
    for (let at = 0; at < bytes.length; at += PIECE) {
      this.#socket.send(words('type', btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)))));
    }
  }

  /** Ends whatever was going on; what comes back late from it is recognised by its turn. */
  #end() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    this.#turn++;
    socket?.close();
    return this.#turn;
  }

  #ended(code) {
    const message = this.#said || SAYS[code] || 'The connection to the serial line was lost.';
    this.#end();
    this.#code = code;
    if (PASSING.has(code) && this.#tries < BACKOFF.length) {
      this.#show('waiting', 'The connection was lost. Connecting again…');
      this.#timer = setTimeout(() => this.connect(), BACKOFF[this.#tries++]);
      return;
    }
    this.#show('disconnected', message, !FINAL.has(code));
  }

  #show(state, message, canRetry = false) {
    this.#state = state;
    this.dataset.state = state;
    this.#status.textContent = message;
    this.#button.hidden = !canRetry;
  }
}

customElements.define('slipway-serial', SlipwaySerial);
