// <slipway-boot-log>: what a VM said on its serial line, to be read, searched, followed and saved.
//
//   put(text, afresh)   more of it; afresh: instead of what is shown
//   note(message)       instead of it: why there is none yet
//   refuse(message)     instead of it: why it cannot be read; it is not asked for again until somebody wants to follow it
//   file                attribute: what it is called when it is saved
// Events: `boot-log-again` when more of it is wanted: now and then while it is followed, never from a tab out of sight.

const SHOWN = 1024 * 1024;
const AGAIN = 2000;
const MOST_MARKS = 2000;

const MARKUP = `<style>
  :host { display: flex; flex-direction: column; min-height: 0; color: var(--sw-text); }
  [hidden] { display: none !important; }
  #bar { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: center; padding: .5rem .9rem; }
  #find { flex: 1 1 10rem; max-width: 24rem; min-width: 0; box-sizing: border-box; padding: .4rem .6rem; border: 1px solid var(--sw-line);
          border-radius: var(--sw-radius); background: var(--sw-surface); color: inherit; font: inherit; }
  #count { color: var(--sw-text-quiet); font-size: .88rem; min-width: 4.5rem; }
  .space { flex: 1 0 0; }
  button { padding: .4rem .7rem; border: 1px solid var(--sw-line); border-radius: var(--sw-radius); background: var(--sw-surface);
           color: inherit; font: inherit; cursor: pointer; }
  button:disabled { opacity: .5; cursor: default; }
  label { display: inline-flex; gap: .35rem; align-items: center; }
  :is(button, input, pre):focus-visible { outline: 2px solid var(--sw-focus); outline-offset: 1px; }
  #note { margin: 1rem .9rem; color: var(--sw-text-quiet); }
  pre { flex: 1; min-height: 0; margin: 0; padding: .7rem .9rem; overflow: auto; background: var(--sw-surface-sunken);
        font: .8rem/1.45 var(--sw-mono); white-space: pre-wrap; overflow-wrap: anywhere; }
  mark { background: var(--sw-warn-soft); color: inherit; }
  mark.here { outline: 2px solid var(--sw-warn); }
</style>
<div id="bar">
  <input id="find" type="search" maxlength="200" placeholder="Search" aria-label="Search the boot log">
  <span id="count" role="status"></span>
  <button id="before" type="button" disabled>Previous</button>
  <button id="after" type="button" disabled>Next</button>
  <span class="space"></span>
  <label><input id="follow" type="checkbox" checked>Follow</label>
  <button id="save" type="button">Download</button>
</div>
<p id="note" role="status">Asking its host…</p>
<pre tabindex="0" role="log" aria-live="off" aria-label="Boot log" hidden></pre>`;

export class SlipwayBootLog extends HTMLElement {
  #text = '';
  #marks = [];
  #here = -1;
  #timer = 0;
  #parts = {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = MARKUP;
    for (const part of root.querySelectorAll('[id]')) this.#parts[part.id] = part;
    this.#parts.pre = root.querySelector('pre');
    const { find, before, after, follow, save } = this.#parts;
    find.addEventListener('input', () => this.#search());
    find.addEventListener('keydown', (e) => {
      if (e.key === 'Enter') this.#go(e.shiftKey ? -1 : 1);
    });
    before.addEventListener('click', () => this.#go(-1));
    after.addEventListener('click', () => this.#go(1));
    follow.addEventListener('change', () => {
      this.#toEnd();
      this.#again();
    });
    save.addEventListener('click', () => this.#save());
  }

  connectedCallback() {
    this.#timer = setInterval(() => this.#again(), AGAIN);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  put(text, afresh) {
    const { note, pre, find } = this.#parts;
    if (!text && !afresh) return;
    const cut = afresh || this.#text.length + text.length > SHOWN;
    this.#text = ((afresh ? '' : this.#text) + text).slice(-SHOWN);
    note.hidden = this.#text !== '';
    note.textContent = this.#text ? '' : 'It has said nothing yet. Not every system writes to its serial line.';
    pre.hidden = !this.#text;
    if (find.value) this.#search(true);
    else if (cut) pre.textContent = this.#text;
    else pre.append(text);
    this.#toEnd();
  }

  note(message) {
    const { note, pre } = this.#parts;
    note.textContent = message;
    note.hidden = false;
    pre.hidden = true;
  }

  refuse(message) {
    this.#parts.follow.checked = false;
    this.note(`${message} Tick Follow to ask again.`);
  }

  #again() {
    if (this.#parts.follow.checked && !document.hidden) this.dispatchEvent(new CustomEvent('boot-log-again'));
  }

  #toEnd() {
    const { follow, pre, find } = this.#parts;
    if (follow.checked && !find.value) pre.scrollTop = pre.scrollHeight;
  }

  /** @param stay whether the place that was found last is still of interest */
  #search(stay = false) {
    const { find, pre } = this.#parts;
    const wanted = find.value.toLowerCase();
    const whole = this.#text.toLowerCase();
    // Where lower case has another length, places would be wrong.
    const hay = whole.length === this.#text.length ? whole : this.#text;
    const pieces = [];
    this.#marks = [];
    let from = 0;
    for (let at = wanted ? hay.indexOf(wanted) : -1; at >= 0 && this.#marks.length < MOST_MARKS; at = hay.indexOf(wanted, from)) {
      const mark = document.createElement('mark');
      mark.textContent = this.#text.slice(at, at + wanted.length);
      pieces.push(this.#text.slice(from, at), mark);
      this.#marks.push(mark);
      from = at + wanted.length;
    }
    pieces.push(this.#text.slice(from));
    const scrolled = pre.scrollTop;
    pre.replaceChildren(...pieces);
    pre.scrollTop = scrolled;
    const here = stay ? Math.min(this.#here, this.#marks.length - 1) : -1;
    this.#here = here;
    if (here < 0) this.#go(1);
    else this.#tell();
    if (!wanted) this.#toEnd();
  }

  #go(step) {
    const count = this.#marks.length;
    this.#here = count ? (this.#here + step + count) % count : -1;
    this.#tell();
    this.#marks[this.#here]?.scrollIntoView({ block: 'center' });
  }

  #tell() {
    const { find, count, before, after } = this.#parts;
    const found = this.#marks.length;
    this.#marks.forEach((mark, i) => mark.classList.toggle('here', i === this.#here));
    const all = found === MOST_MARKS ? `${found} or more` : found;
    count.textContent = !find.value ? '' : found ? `${this.#here + 1} of ${all}` : 'Not found';
    before.disabled = after.disabled = found === 0;
  }

  #save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([this.#text], { type: 'text/plain;charset=utf-8' }));
    link.download = `${this.getAttribute('file') || 'vm'}-boot-log.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

customElements.define('slipway-boot-log', SlipwayBootLog);
