// The shell's browser side: small custom elements and keyboard shortcuts. Plain ES module, served as it is.

/** A moment, told relative to now ("3 min ago") and kept true while the page is open; the exact moment is its tooltip. */
class SlipwayTime extends HTMLElement {
  static observedAttributes = ['datetime'];
  static #all = new Set();
  static #format = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

  connectedCallback() {
    SlipwayTime.#all.add(this);
    this.#show();
  }

  disconnectedCallback() {
    SlipwayTime.#all.delete(this);
  }

  attributeChangedCallback() {
    this.#show();
  }

  static refresh() {
    SlipwayTime.#all.forEach((e) => e.#show());
  }

  #show() {
    const at = new Date(this.getAttribute('datetime'));
    if (Number.isNaN(at.getTime())) return;
    this.title = at.toLocaleString();
    this.textContent = SlipwayTime.#words(at);
  }

  static #words(at) {
    const seconds = (at.getTime() - Date.now()) / 1000;
    const size = Math.abs(seconds);
    if (size < 45) return seconds > 5 ? 'in a moment' : 'just now';
    if (size < 3600) return SlipwayTime.#format.format(Math.round(seconds / 60), 'minute');
    if (size < 86400) return SlipwayTime.#format.format(Math.round(seconds / 3600), 'hour');
    if (size < 86400 * 30) return SlipwayTime.#format.format(Math.round(seconds / 86400), 'day');
    return at.toLocaleDateString();
  }
}
setInterval(() => SlipwayTime.refresh(), 15000);

/** So much of so much. Attributes: used, after (with what is being asked for; may be absent), limit (absent = no limit). */
class SlipwayMeter extends HTMLElement {
  static observedAttributes = ['used', 'after', 'limit'];
  #used;
  #after;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>
      :host { display: block; height: var(--sw-meter-height, 6px); border-radius: 99px; overflow: hidden;
              background: var(--sw-meter-track, #ccc); position: relative; }
      i { position: absolute; inset: 0 auto 0 0; width: 0; border-radius: inherit; transition: width .25s ease; }
      #after { background: var(--sw-meter-after, #999); }
      #used { background: var(--sw-meter-used, #555); }
      @media (prefers-reduced-motion: reduce) { i { transition: none; } }
    </style><i id="after"></i><i id="used"></i>`;
    this.#used = root.getElementById('used');
    this.#after = root.getElementById('after');
  }

  connectedCallback() {
    this.#show();
  }

  attributeChangedCallback() {
    this.#show();
  }

  #show() {
    const limit = this.hasAttribute('limit') ? Number(this.getAttribute('limit')) : null;
    const part = (name) => {
      const value = Number(this.getAttribute(name) ?? 0);
      if (limit === null) return 0;
      return limit === 0 ? (value > 0 ? 100 : 0) : Math.min(100, (100 * value) / limit);
    };
    this.#used.style.width = part('used') + '%';
    this.#after.style.width = part('after') + '%';
  }
}

/** A button that copies its text attribute and says that it did. */
class SlipwayCopy extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sw-copy';
    button.setAttribute('aria-label', this.getAttribute('label') ?? 'Copy');
    button.title = this.getAttribute('label') ?? 'Copy';
    this.append(button);
    button.addEventListener('click', async (event) => {
      event.stopPropagation();
      await SlipwayCopy.#write(this.getAttribute('text') ?? '');
      button.classList.add('done');
      button.setAttribute('aria-label', 'Copied');
      setTimeout(() => {
        button.classList.remove('done');
        button.setAttribute('aria-label', this.getAttribute('label') ?? 'Copy');
      }, 1500);
    });
  }

  static async #write(text) {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    // Plain http on another machine: browsers keep the clipboard from us, except this old way.
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

const define = (name, type) => customElements.get(name) ?? customElements.define(name, type);
define('slipway-time', SlipwayTime);
define('slipway-meter', SlipwayMeter);
define('slipway-copy', SlipwayCopy);

// Single-key shortcuts: an element with data-shortcut="k" is focused (fields) or clicked (the rest) by that key,
// unless somebody is typing, a dialog is open, or the screen of a VM has the keyboard.
const isTyping = (path) =>
  path.some(
    (e) =>
      e instanceof HTMLElement &&
      (e.isContentEditable || /^(input|textarea|select|slipway-console)$/i.test(e.tagName)),
  );
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return;
  if (isTyping(event.composedPath())) return;
  if (document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) return;
  const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!target || target.offsetParent === null) return;
  event.preventDefault();
  if (/text-field|combo-box|select$/.test(target.localName)) target.focus();
  else target.click();
});

// Tells the server whether somebody has the menu of a row open: while one is, it does not draw rows anew, which would
// close it. Looked at again at every key and click too, since the button of a menu may go while it is open.
let menuIsOpen = false;
const tellMenus = () => {
  const open = document.querySelector('vaadin-menu-bar-button[expanded]') !== null;
  if (open === menuIsOpen) return;
  menuIsOpen = open;
  document.body.dispatchEvent(new CustomEvent('sw-menu', { detail: { open } }));
};
new MutationObserver(tellMenus).observe(document.documentElement, { subtree: true, attributeFilter: ['expanded'] });
for (const event of ['pointerup', 'keyup']) document.addEventListener(event, () => setTimeout(tellMenus), true);
