// <slipway-upload>: sends one large file in slices, and goes on where it stopped: after a lost line by itself, after a
// closed tab or a new session when the same file is chosen again.
//
//   begin(id, offset, csrf)  the page's answer to `upload-chosen`: send it from there; csrf = { header, token }
//   refuse(message)          or: why it is not taken
//   pause(), resume(), forget()
//   state                    idle | sending | paused | waiting | whole | stopped
// Events: `upload-chosen` { name, bytes, modified }, `upload-state` { state, message }

const SLICE = 64 * 1024 * 1024;
const BACKOFF = [500, 1000, 2000, 4000, 8000, 15000];
const SILENCE = 60_000;
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

function amount(bytes) {
  let unit = 0;
  while (bytes >= 1024 && unit < UNITS.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${bytes.toFixed(unit < 2 || bytes >= 100 ? 0 : 1)} ${UNITS[unit]}`;
}

function duration(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A failure that another try would not mend. */
class Final extends Error {}

export class SlipwayUpload extends HTMLElement {
  #file = null;
  #id = null;
  #csrf = null;
  #offset = 0;
  #failures = 0;
  #request = null;
  #timer = 0;
  #rate = { at: 0, offset: 0, perSecond: 0 };
  #state = 'idle';
  #parts = {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>
      :host { display: block; }
      [hidden] { display: none !important; }
      #drop { display: grid; gap: .6rem; justify-items: center; text-align: center; padding: 1.6rem 1rem; cursor: pointer;
              border: 1.5px dashed var(--sw-line, currentColor); border-radius: var(--sw-radius, 8px); }
      #drop.over { background: var(--sw-accent-soft, transparent); border-style: solid; }
      #drop:focus-within { outline: 2px solid var(--sw-focus, currentColor); outline-offset: 2px; }
      #hint, #line { color: var(--sw-text-quiet, inherit); font-size: .9rem; }
      #send { display: grid; gap: .55rem; }
      #head { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
      #name { font-weight: 600; overflow-wrap: anywhere; flex: 1 1 12rem; }
      #bar { --sw-meter-height: 10px; }
      input { position: absolute; opacity: 0; width: 1px; height: 1px; }
    </style>
    <label id="drop"><input type="file"><span id="lead">Choose a file, or drop it here</span>
      <span id="hint">qcow2, raw, vmdk, vdi, vhdx or ISO. You may go on working; only this tab has to stay open.</span></label>
    <div id="send" hidden>
      <div id="head"><span id="name"></span>
        <vaadin-button id="pause" theme="small">Pause</vaadin-button>
        <vaadin-button id="resume" theme="small primary">Resume</vaadin-button></div>
      <slipway-meter id="bar" role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-label="Sent" limit="1000"></slipway-meter>
      <div id="line" aria-live="polite"></div>
    </div>`;
    for (const part of root.querySelectorAll('[id]')) this.#parts[part.id] = part;
    const input = root.querySelector('input');
    input.addEventListener('change', () => {
      this.#choose(input.files[0]);
      input.value = '';
    });
    const drop = this.#parts.drop;
    drop.addEventListener('dragover', (e) => {
      e.preventDefault();
      drop.classList.add('over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', (e) => {
      e.preventDefault();
      drop.classList.remove('over');
      this.#choose(e.dataTransfer.files[0]);
    });
    this.#parts.pause.addEventListener('click', () => this.pause());
    this.#parts.resume.addEventListener('click', () => this.resume());
  }

  connectedCallback() {
    // Not in the constructor: an element that is made by its name must come without attributes.
    this.#show('');
    window.addEventListener('beforeunload', this.#leaving);
    window.addEventListener('online', this.#online);
  }

  disconnectedCallback() {
    window.removeEventListener('beforeunload', this.#leaving);
    window.removeEventListener('online', this.#online);
    this.#stop();
  }

  get state() {
    return this.#state;
  }

  begin(id, offset, csrf) {
    if (!this.#file) return;
    this.#id = id;
    this.#offset = offset;
    this.#csrf = csrf;
    this.#failures = 0;
    this.#go();
  }

  refuse(message) {
    this.#file = null;
    this.#become('idle', message);
  }

  pause() {
    if (this.#state !== 'sending' && this.#state !== 'waiting') return;
    this.#stop();
    this.#become('paused', 'Paused. What is here stays; go on whenever you like.');
  }

  resume() {
    if (this.#state !== 'paused' && this.#state !== 'waiting') return;
    this.#stop();
    this.#failures = 0;
    this.#ask();
  }

  /** What it was sending is gone. */
  forget() {
    this.#stop();
    this.#file = null;
    this.#become('idle', '');
  }

  #leaving = (e) => {
    if (this.#state === 'sending' || this.#state === 'waiting') e.preventDefault();
  };

  #online = () => {
    if (this.#state === 'waiting') this.resume();
  };

  #choose(file) {
    if (!file || this.#state === 'sending' || this.#state === 'waiting') return;
    this.#file = file;
    this.#id = null;
    this.#parts.name.textContent = file.name;
    this.dispatchEvent(
      new CustomEvent('upload-chosen', {
        detail: { name: file.name, bytes: file.size, modified: String(file.lastModified) },
      }),
    );
  }

  #stop() {
    clearTimeout(this.#timer);
    const request = this.#request;
    this.#request = null;
    request?.abort();
  }

  #go() {
    this.#rate = { at: performance.now(), offset: this.#offset, perSecond: this.#rate.perSecond };
    this.#become('sending', '');
    const end = Math.min(this.#offset + SLICE, this.#file.size);
    const from = this.#offset;
    this.#call('PATCH', this.#file.slice(from, end), (sent) => this.#progress(Math.min(from + sent, end)))
      .then((offset) => {
        this.#failures = 0;
        this.#offset = offset;
        if (offset >= this.#file.size) this.#become('whole', 'All of it is here.');
        else this.#go();
      })
      .catch((failure) => this.#failed(failure));
  }

  /** Where to go on is the portal's to say. */
  #ask() {
    this.#become('sending', 'Asking where to go on…');
    this.#call('HEAD', null, () => {})
      .then((offset) => {
        this.#offset = offset;
        this.#go();
      })
      .catch((failure) => this.#failed(failure));
  }

  #failed(failure) {
    if (failure.name === 'AbortError') return;
    if (failure instanceof Final) {
      this.#become('stopped', failure.message);
      return;
    }
    const pause = BACKOFF[Math.min(this.#failures++, BACKOFF.length - 1)] * (0.75 + Math.random() / 4);
    this.#become('waiting', `${failure.message} Trying again in ${duration(pause / 1000)}.`);
    this.#timer = setTimeout(() => this.#ask(), pause);
  }

  #call(method, body, progress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      let silence;
      const heard = () => {
        clearTimeout(silence);
        silence = setTimeout(() => request.abort(), SILENCE);
      };
      const fail = (message, kind = Error) => {
        clearTimeout(silence);
        reject(new kind(message));
      };
      request.open(method, new URL(`uploads/${this.#id}`, document.baseURI));
      request.setRequestHeader(this.#csrf.header, this.#csrf.token);
      if (method === 'PATCH') {
        request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
        request.setRequestHeader('Upload-Offset', String(this.#offset));
      }
      request.upload.onprogress = (e) => {
        heard();
        progress(e.loaded);
      };
      request.onload = () => {
        clearTimeout(silence);
        const offset = request.getResponseHeader('Upload-Offset');
        if (request.status < 300 && offset !== null) resolve(Number(offset));
        else if (request.status === 409 && offset !== null) fail('The portal has another part than was sent.');
        else if (request.status === 404) fail('This upload is not there any more. Choose the file again to begin anew.', Final);
        else if (request.status >= 500 || request.status === 409)
          fail(request.responseText || 'The portal cannot take it right now.');
        else if (request.status === 400) fail(request.responseText || 'The portal does not take it.', Final);
        else fail('Your session has ended. Sign in again and choose the same file: it goes on where it stopped.', Final);
      };
      request.onerror = () => fail('The connection to the portal was lost.');
      request.onabort = () => {
        if (this.#request === request) fail('The portal has said nothing for a while.');
        else {
          clearTimeout(silence);
          reject(new DOMException('', 'AbortError'));
        }
      };
      heard();
      request.send(body);
    });
  }

  #progress(offset) {
    const now = performance.now();
    const seconds = (now - this.#rate.at) / 1000;
    if (seconds > 0.5) {
      const current = (offset - this.#rate.offset) / seconds;
      const before = this.#rate.perSecond;
      this.#rate = { at: now, offset, perSecond: before ? before * 0.7 + current * 0.3 : current };
    }
    const rate = this.#rate.perSecond;
    this.#draw(offset);
    this.#parts.line.textContent =
      `${amount(offset)} of ${amount(this.#file.size)}` +
      (rate > 0 ? ` · ${amount(rate)}/s · ${duration((this.#file.size - offset) / rate)} left` : '');
  }

  #draw(offset) {
    const share = this.#file ? offset / this.#file.size : 0;
    this.#parts.bar.setAttribute('used', String(Math.floor(share * 1000)));
    this.#parts.bar.setAttribute('aria-valuenow', String(Math.floor(share * 100)));
  }

  #become(state, message) {
    this.#state = state;
    this.#show(message);
    this.dispatchEvent(new CustomEvent('upload-state', { detail: { state, message } }));
  }

  #show(message) {
    const { drop, send, pause, resume, line, lead } = this.#parts;
    const state = this.#state;
    this.setAttribute('state', state);
    send.hidden = state === 'idle' || state === 'whole';
    drop.hidden = !send.hidden && state !== 'stopped';
    pause.hidden = state !== 'sending' && state !== 'waiting';
    resume.hidden = state !== 'paused' && state !== 'waiting';
    resume.textContent = state === 'waiting' ? 'Try now' : 'Resume';
    if (state === 'idle') lead.textContent = message || 'Choose a file, or drop it here';
    else lead.textContent = state === 'whole' ? 'All of it is here. Choose another file, or drop it here' : 'Choose a file, or drop it here';
    if (message && state !== 'idle') line.textContent = message;
    this.#draw(this.#offset);
  }
}

customElements.define('slipway-upload', SlipwayUpload);
