// Runs before the first paint: the page has the ground of the chosen theme, so dark never flashes
// white. A file and not an inline script, so that the content policy can forbid inline code.
(function () {
  var kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('shuke.preference') || '{}')
  } catch {
    kept = {}
  }
  var dark =
    kept.theme === 'dark' ||
    (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  var root = document.documentElement
  root.dataset.theme = dark ? 'dark' : 'light'
  root.style.background = dark ? '#0F1218' : '#F5F4F0'
  if (kept.language) root.lang = kept.language
})()
