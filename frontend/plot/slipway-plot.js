// <slipway-plot>: values over time. The server sets what to show; everything else happens here.
//
//   heading   attribute: what it shows; also the name that is read aloud
//   empty     attribute: the sentence instead of a plot without points
//   utc       attribute: days and hours are those of UTC, not of the reader's clock
//   series    property: [{ name, unit, look: 'line' | 'step' | 'bars' | 'limit', at: [ms, …], value: [number | null, …] }, …]; null is a gap
//   marks     property: [{ at: ms, words }, …]: what happened meanwhile, as dotted lines; named beside the values next to them
//
// A unit is an axis; there are at most two. A limit is a dashed step line, so that it is told apart without colour.

import { colours, watchLook } from './look.js';
import { MARKUP, legendItem, tableOf, tipOf } from './markup.js';
import { options } from './options.js';
import uPlot from '../vendor/uPlot.esm.js';

const EVENTS = { name: 'Events', look: 'mark' };

class SlipwayPlot extends HTMLElement {
  static observedAttributes = ['heading', 'empty', 'utc'];
  #parts = {};
  #series = [];
  #marks = [];
  #hidden = new Set();
  #plot = null;
  #size = new ResizeObserver(() => this.#fit());
  #unwatch = () => {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = MARKUP;
    root.querySelectorAll('[id]').forEach((e) => (this.#parts[e.id] = e));
    this.#parts.chart.addEventListener('keydown', (e) => this.#step(e));
    this.#parts.chart.addEventListener('blur', () => this.#point(-1));
    this.#parts.details.addEventListener('toggle', () => this.#table());
  }

  connectedCallback() {
    this.#upgrade();
    this.#unwatch = watchLook(() => this.#draw());
    this.#size.observe(this.#parts.chart);
    this.#draw();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#size.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#draw();
  }

  get series() {
    return this.#series;
  }

  set series(series) {
    this.#series = series ?? [];
    if (this.isConnected) this.#draw();
  }

  get marks() {
    return this.#marks;
  }

  set marks(marks) {
    this.#marks = marks ?? [];
    if (this.isConnected) this.#draw();
  }

  /** What was set before the module came hides the accessor. */
  #upgrade() {
    for (const name of ['series', 'marks']) {
      if (!Object.hasOwn(this, name)) continue;
      const early = this[name];
      delete this[name];
      this[name] = early;
    }
  }

  get #utc() {
    return this.hasAttribute('utc');
  }

  #draw() {
    const { heading, empty, chart, legend, details } = this.#parts;
    this.#plot?.destroy();
    this.#plot = null;
    heading.textContent = this.getAttribute('heading') ?? '';
    const points = this.#series.some((s) => s.look !== 'limit' && s.at.length > 0);
    empty.textContent = this.getAttribute('empty') ?? 'No data yet.';
    empty.hidden = points;
    chart.hidden = legend.hidden = details.hidden = !points;
    if (!points) return;
    const colour = colours(this, this.#series);
    const data = uPlot.join(this.#series.map((s) => [s.at.map((ms) => ms / 1000), s.value]));
    const drawn = options(uPlot, this.#series, colour, {
      width: this.#width(),
      utc: this.#utc,
      tip: (p) => this.#tip(p),
      marks: () => this.#shownMarks(),
    });
    this.#series.forEach((s, i) => (drawn.series[i + 1].show = !this.#hidden.has(s.name)));
    this.#plot = new uPlot(drawn, data, chart);
    chart.setAttribute('aria-label', `${heading.textContent}: ${this.#series.map((s) => s.name).join(', ')}. A table follows.`);
    legend.replaceChildren(
      ...this.#series.map((s, i) => legendItem(s, colour.series[i], !this.#hidden.has(s.name), (on) => this.#toggle(s, i, on))),
      ...(this.#marks.length ? [legendItem(EVENTS, colour.text, !this.#hidden.has(EVENTS.name), (on) => this.#toggleMarks(on))] : []),
    );
    this.#table();
  }

  #toggle(series, i, on) {
    this.#hidden[on ? 'delete' : 'add'](series.name);
    this.#plot.setSeries(i + 1, { show: on });
  }

  #toggleMarks(on) {
    this.#hidden[on ? 'delete' : 'add'](EVENTS.name);
    this.#plot.redraw();
  }

  #shownMarks() {
    return this.#hidden.has(EVENTS.name) ? [] : this.#marks;
  }

  #width() {
    return Math.max(200, Math.floor(this.#parts.chart.clientWidth || this.clientWidth));
  }

  #fit() {
    const width = this.#width();
    if (this.#plot && this.#parts.chart.clientWidth && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: this.#plot.height });
    }
  }

  /** Arrow keys move along the points. */
  #step(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !this.#plot) return;
    event.preventDefault();
    const last = this.#plot.data[0].length - 1;
    const now = this.#plot.cursor.idx ?? (by > 0 ? -1 : last + 1);
    this.#point(Math.min(last, Math.max(0, now + by)));
  }

  #point(idx) {
    if (!this.#plot) return;
    const left = idx < 0 ? -10 : this.#plot.valToPos(this.#plot.data[0][idx], 'x');
    this.#plot.setCursor({ left, top: idx < 0 ? -10 : 0 });
  }

  #tip(plot) {
    const { tip } = this.#parts;
    const idx = plot.cursor.idx;
    const off = idx == null || plot.cursor.left < 0;
    tip.hidden = off;
    if (off) return;
    tip.replaceChildren(...tipOf(plot, this.#series, this.#shownMarks(), idx, this.#utc));
    const x = plot.over.offsetLeft + plot.valToPos(plot.data[0][idx], 'x');
    const room = this.#parts.chart.clientWidth - tip.offsetWidth;
    const beside = x + 12 > room ? x - tip.offsetWidth - 12 : x + 12;
    tip.style.left = `${Math.max(0, Math.min(room, beside))}px`;
  }

  #table() {
    const { details, table } = this.#parts;
    if (details.open && this.#plot) table.replaceChildren(...tableOf(this.#plot.data, this.#series, this.#marks, this.#utc));
  }
}

customElements.get('slipway-plot') ?? customElements.define('slipway-plot', SlipwayPlot);
