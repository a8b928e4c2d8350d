// What the chart library is told.

import { number } from './markup.js';

const HEIGHT = 220;
const FONT = '12px system-ui, sans-serif';

const HOUR = 3600;
// Tick marks: at most hours and days, never "am/pm"; the second line says the day or the year where it changes.
const TICKS = [
  [HOUR * 24 * 365, '{YYYY}', null, null, null, null, null, null, 1],
  [HOUR * 24 * 28, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [HOUR * 24, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM}', null, '\n{D} {MMM}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', '\n{D} {MMM}', null, '\n{D} {MMM}', null, null, null, 1],
];

/** As many decimals as tell one tick from the next. */
function digits([first, second]) {
  return second > first ? Math.min(6, Math.max(0, Math.ceil(-Math.log10(second - first)))) : 2;
}

function path(uPlot, look) {
  switch (look) {
    case 'bars':
      return uPlot.paths.bars({ size: [0.7, 48], align: 0 });
    case 'step':
    case 'limit':
      return uPlot.paths.stepped({ align: 1 });
    default:
      return uPlot.paths.linear();
  }
}

/** Zero is always in sight; headroom above. */
function range(u, min, max) {
  const top = max > 0 ? max : 1;
  return [Math.min(0, min ?? 0), top * 1.08];
}

/** Bars stand around their moment, so the first and the last need room beside them. */
function around(series, marks) {
  return (u, min, max) => {
    const [first] = u.data[0];
    if (u.data[0].length === 1) return [first - 12 * HOUR, first + 12 * HOUR];
    const bars = series.find((s) => s.look === 'bars' && s.at.length > 1);
    const half = bars ? (bars.at[1] - bars.at[0]) / 2000 : 0;
    // What is marked is seen, though nothing was measured at that moment yet.
    const at = marks().map((m) => m.at / 1000);
    return [Math.min(min - half, ...at), Math.max(max + half, ...at)];
  };
}

const DOTS = [2, 4];

/** Lines from top to bottom, over everything. */
function drawMarks(marks, colour) {
  return (u) => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash(DOTS.map((d) => d * devicePixelRatio));
    ctx.beginPath();
    for (const mark of marks()) {
      const x = Math.round(u.valToPos(mark.at / 1000, 'x', true));
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
    }
    ctx.stroke();
    ctx.restore();
  };
}

export function options(uPlot, series, colour, { width, utc, tip, marks }) {
  const units = [...new Set(series.map((s) => s.unit))].slice(0, 2);
  const axis = { stroke: colour.text, font: FONT, ticks: { show: false }, grid: { stroke: colour.line, width: 1 } };
  return {
    width,
    height: HEIGHT,
    padding: [12, units.length > 1 ? 0 : 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    tzDate: (s) => (utc ? uPlot.tzDate(new Date(s * 1000), 'Etc/UTC') : new Date(s * 1000)),
    scales: {
      x: { time: true, range: around(series, marks) },
      ...Object.fromEntries(units.map((unit) => [unit, { range }])),
    },
    axes: [
      { ...axis, grid: { show: false }, values: TICKS, space: 64 },
      ...units.map((unit, i) => ({
        ...axis,
        scale: unit,
        side: i === 0 ? 3 : 1,
        grid: i === 0 ? axis.grid : { show: false },
        size: (u, values) => 18 + 7 * Math.max(2, ...(values ?? []).map((v) => v.length)),
        values: (u, ticks) => ticks.map((v) => number(v, digits(ticks))),
        label: unit,
        labelSize: 18,
        labelFont: FONT,
      })),
    ],
    series: [
      {},
      ...series.map((s, i) => ({
        label: s.name,
        scale: s.unit,
        stroke: colour.series[i],
        width: s.look === 'bars' ? 0 : 2,
        dash: s.look === 'limit' ? [6, 5] : undefined,
        fill: s.look === 'bars' ? colour.series[i] : undefined,
        paths: path(uPlot, s.look),
        points: { show: s.look === 'line' && s.at.length < 2 },
        // Series have moments of their own; a line goes on past those of the others.
        spanGaps: s.look !== 'bars' && !s.value.includes(null),
      })),
    ],
    hooks: { setCursor: [tip], draw: [drawMarks(marks, colour.text)] },
  };
}
