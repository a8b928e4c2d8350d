// What a plot is made of beside the canvas: its frame, legend, tooltip and table.

export const MARKUP = `<style>
  @import url('${new URL('../vendor/uPlot.min.css', import.meta.url)}');
  :host { display: block; min-width: 0; }
  [hidden] { display: none !important; }
  h3 { margin: 0 0 0.4rem; font-size: 0.93rem; font-weight: 600; }
  #chart { position: relative; min-height: 220px; border-radius: 6px; }
  #chart:focus-visible { outline: 2px solid var(--sw-focus, currentColor); outline-offset: 2px; }
  #empty { margin: 0; padding: 2.5rem 1rem; text-align: center; color: var(--sw-text-quiet);
           border: 1px dashed var(--sw-line); border-radius: var(--sw-radius, 8px); }
  #tip { position: absolute; top: 4px; left: 0; z-index: 2; pointer-events: none; max-width: 16rem;
         padding: 0.45rem 0.6rem; border-radius: 8px; font-size: 0.82rem; line-height: 1.5;
         background: var(--sw-surface, Canvas); border: 1px solid var(--sw-line, currentColor);
         box-shadow: 0 4px 14px rgb(0 0 0 / 0.14); font-variant-numeric: tabular-nums; }
  #tip b { display: block; font-weight: 600; }
  #tip span { display: flex; gap: 1rem; justify-content: space-between; }
  #legend { display: flex; flex-wrap: wrap; gap: 0.15rem 0.5rem; margin-top: 0.35rem; }
  #legend button { all: unset; cursor: pointer; display: inline-flex; align-items: center; gap: 0.45em; padding: 0.15em 0.4em;
                   border-radius: 6px; font-size: 0.82rem; }
  #legend button:focus-visible { outline: 2px solid var(--sw-focus, currentColor); }
  #legend button[aria-pressed=false] { opacity: 0.45; text-decoration: line-through; }
  #legend i { width: 1.1em; height: 0.65em; border-radius: 2px; background: var(--of); }
  #legend i.line { height: 2px; }
  #legend i.mark { width: 0; height: 1em; background: none; border-radius: 0; border-left: 2px dotted var(--of); }
  #legend i.limit { width: 1.5em; height: 0; background: none; border-radius: 0; border-top: 2px dashed var(--of); }
  details { margin-top: 0.3rem; font-size: 0.82rem; }
  summary { cursor: pointer; color: var(--sw-text-quiet); width: fit-content; border-radius: 6px; }
  summary:focus-visible { outline: 2px solid var(--sw-focus, currentColor); }
  #scroll { max-height: 18rem; overflow: auto; margin-top: 0.4rem; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 0.2rem 0.9rem 0.2rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--sw-line); }
  th:first-child, td:first-child { text-align: left; }
</style>
<h3 id="heading"></h3>
<p id="empty" hidden></p>
<div id="chart" role="img" tabindex="0"><div id="tip" role="status" hidden></div></div>
<div id="legend"></div>
<details id="details"><summary>As a table</summary><div id="scroll" tabindex="0"><table id="table"></table></div></details>`;

const DIGITS = 3;
const MOST_ROWS = 1000;

export const number = (value, digits = DIGITS) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value);

const withUnit = (value, unit) => (unit ? `${number(value)} ${unit}` : number(value));

function moment(seconds, utc) {
  const at = new Date(seconds * 1000);
  const midnight = utc ? at.getTime() % 86_400_000 === 0 : false;
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    ...(midnight ? {} : { timeStyle: 'short' }),
    ...(utc ? { timeZone: 'UTC' } : {}),
  }).format(at) + (utc ? ' UTC' : '');
}

function make(tag, text, className) {
  const e = document.createElement(tag);
  e.textContent = text;
  if (className) e.className = className;
  return e;
}

export function legendItem(series, colour, on, toggled) {
  const button = make('button', '');
  button.type = 'button';
  button.setAttribute('aria-pressed', on);
  const mark = make('i', '', { line: 'line', step: 'line', limit: 'limit', mark: 'mark' }[series.look] ?? '');
  mark.style.setProperty('--of', colour);
  button.append(mark, series.name);
  button.addEventListener('click', () => {
    const now = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', now);
    toggled(now);
  });
  return button;
}

/** A step holds until the next one; a line has a value only where it has a point. */
function valueAt(values, look, idx) {
  if (look !== 'step' && look !== 'limit') return values[idx];
  for (let i = idx; i >= 0; i--) if (values[i] != null) return values[i];
  return null;
}

/** Those that no other point is nearer to. */
function marksAt(marks, moments, idx) {
  const nearest = (at) => moments.reduce((best, m, i) => (Math.abs(m - at) < Math.abs(moments[best] - at) ? i : best), 0);
  return marks.filter((m) => nearest(m.at / 1000) === idx);
}

export function tipOf(plot, series, marks, idx, utc) {
  const rows = series.flatMap((s, i) => {
    const value = plot.series[i + 1].show ? valueAt(plot.data[i + 1], s.look, idx) : null;
    if (value == null) return [];
    const row = make('span', '');
    row.append(make('span', s.name), make('span', withUnit(value, s.unit)));
    return [row];
  });
  const events = marksAt(marks, plot.data[0], idx).map((m) => make('span', `${moment(m.at / 1000, utc)}: ${m.words}`));
  return [make('b', moment(plot.data[0][idx], utc)), ...rows, ...events];
}

export function tableOf(data, series, marks, utc) {
  const head = make('thead', '');
  const names = make('tr', '');
  names.append(make('th', utc ? 'When (UTC)' : 'When'), ...series.map((s) => make('th', s.unit ? `${s.name}, ${s.unit}` : s.name)));
  if (marks.length) names.append(make('th', 'Events'));
  head.append(names);
  const body = make('tbody', '');
  const from = Math.max(0, data[0].length - MOST_ROWS);
  for (let r = from; r < data[0].length; r++) {
    const row = make('tr', '');
    row.append(make('td', moment(data[0][r], utc).replace(' UTC', '')));
    series.forEach((s, i) => {
      const value = valueAt(data[i + 1], s.look, r);
      row.append(make('td', value == null ? '' : number(value)));
    });
    if (marks.length) row.append(make('td', marksAt(marks, data[0], r).map((m) => m.words).join('; ')));
    body.append(row);
  }
  return [head, body];
}
