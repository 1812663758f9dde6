// Sets the remembered theme before the first paint, so that a dark page does not flash white.
// A classic script on purpose: modules run too late.
(function () {
  try {
    var theme = localStorage.getItem('parley.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (refused) {
    // Storage is switched off; the system's own theme holds.
  }
})();
