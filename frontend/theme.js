// Loaded before anything is painted, so that a dark screen never flashes white. A classic script: modules come too late.
(function () {
  const read = () => (document.cookie.match(/(?:^|; )slipway-theme=(light|dark)/) || [])[1];
  const apply = () => {
    const chosen = read();
    document.documentElement.style.colorScheme = chosen || 'light dark';
    if (chosen) document.documentElement.setAttribute('theme', chosen);
    else document.documentElement.removeAttribute('theme');
  };
  document.documentElement.lang = 'en';
  window.slipwayTheme = (choice) => {
    const age = choice === 'system' ? 0 : 31536000;
    document.cookie = `slipway-theme=${choice}; path=/; max-age=${age}; samesite=lax`;
    apply();
  };
  window.slipwayRemember = (name, value) => {
    document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
  };
  apply();
})();
