// The console's own look, inside its shadow root. A page tunes it with the custom properties named here.

export const STYLE = `
  :host {
    --_backdrop: var(--slipway-console-backdrop, light-dark(#e7e9ee, #101216));
    --_surface: var(--slipway-console-surface, light-dark(#ffffff, #1c1f26));
    --_text: var(--slipway-console-text, light-dark(#1d2330, #e6e8ee));
    --_muted: var(--slipway-console-muted, light-dark(#5a6272, #9aa3b5));
    --_accent: var(--slipway-console-accent, light-dark(#1f5fd6, #6ea0ff));
    --_on-accent: var(--slipway-console-on-accent, light-dark(#ffffff, #0b1220));
    display: block; position: relative; overflow: hidden; min-height: 12rem;
    background: var(--_backdrop); color: var(--_text);
    font: var(--slipway-console-font, 0.9375rem/1.45 system-ui, sans-serif);
  }
  :host([hidden]) { display: none; }
  .surface { position: absolute; inset: 0; outline: none; display: grid; place-items: center; overflow: hidden; touch-action: none; }
  .surface:focus-visible::after, .surface:focus::after {
    content: ''; position: absolute; inset: 0; pointer-events: none; box-shadow: inset 0 0 0 2px var(--_accent);
  }
  .screen { background: #000; line-height: 0; }
  .screen.exact canvas { image-rendering: pixelated; }
  .overlay { position: absolute; inset: 0; display: grid; place-items: center; padding: 1rem; background: color-mix(in srgb, var(--_backdrop) 70%, transparent); }
  .overlay[hidden] { display: none; }
  .card { max-width: 26rem; padding: 1.25rem 1.5rem; border-radius: 0.75rem; background: var(--_surface); box-shadow: 0 8px 30px rgb(0 0 0 / 0.25); text-align: center; }
  .card p { margin: 0; overflow-wrap: anywhere; }
  .card .hint { margin-top: 0.5rem; color: var(--_muted); font-size: 0.875em; }
  .busy { width: 1.5rem; height: 1.5rem; margin: 0 auto 0.75rem; border-radius: 50%; border: 3px solid color-mix(in srgb, var(--_accent) 25%, transparent); border-top-color: var(--_accent); animation: turn 0.9s linear infinite; }
  .busy[hidden] { display: none; }
  button { margin-top: 1rem; padding: 0.5rem 1.25rem; border: 0; border-radius: 0.5rem; background: var(--_accent); color: var(--_on-accent); font: inherit; font-weight: 600; cursor: pointer; }
  button[hidden] { display: none; }
  button:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .typed { position: absolute; inset: auto 0 0.75rem; margin: 0 auto; width: fit-content; max-width: calc(100% - 2rem); box-sizing: border-box; display: flex; align-items: center; gap: 0.75rem; padding: 0.4rem 0.6rem 0.4rem 1rem; border-radius: 0.5rem; background: var(--_surface); box-shadow: 0 4px 16px rgb(0 0 0 / 0.3); }
  .typed[hidden] { display: none; }
  .typed button { margin: 0; padding: 0.2rem 0.8rem; }
  @keyframes turn { to { transform: rotate(1turn); } }
  @media (prefers-reduced-motion: reduce) { .busy { animation-duration: 4s; } }
`;

export const MARKUP = `
  <style>${STYLE}</style>
  <div class="surface" part="surface" tabindex="0" role="application" aria-label="Screen of the virtual machine"
       aria-description="Keys go to the virtual machine. Ctrl+Alt+Shift gives the keyboard back to the page."></div>
  <div class="typed" part="typed" hidden><span role="status"></span><button type="button">Stop</button></div>
  <div class="overlay" part="overlay" hidden>
    <div class="card" part="card">
      <div class="busy"></div>
      <p class="message" role="status" aria-live="polite"></p>
      <p class="hint"></p>
      <button type="button">Reconnect</button>
    </div>
  </div>
`;

/**
 * How large to draw a screen of this size in this room: all of it, same shape. Where a whole number of device pixels
 * per pixel loses little room it is taken, and `exact` is true: then nothing is blurred.
 */
export function fit(width, height, roomWidth, roomHeight, density) {
  const free = Math.min(roomWidth / width, roomHeight / height);
  const whole = Math.floor(free * density);
  const exact = whole >= 1 && whole / density >= free * 0.85;
  return { scale: exact ? whole / density : free, exact };
}
