// The colours of a plot. A canvas knows no CSS variables, so they are read from the page, and read again when it changes.

const PALETTE = 6;

/** As the element sees them: { text, line, series: [one each] }. */
export function colours(element, series) {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.shadowRoot.append(probe);
  const read = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  let next = 0;
  const own = series.map((s) => (s.look === 'limit' ? read('--sw-bad') : read(`--sw-plot-${(next++ % PALETTE) + 1}`)));
  const result = { text: read('--sw-text-quiet'), line: read('--sw-line'), series: own };
  probe.remove();
  return result;
}

/** Calls back when the page turns light or dark; returns what ends that. */
export function watchLook(changed) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
