// Runs before the first drawing, so that nobody is blinded: what was chosen here, else what the system prefers.
const dark = window.matchMedia('(prefers-color-scheme: dark)')

const applyTheme = () => {
  document.documentElement.dataset.theme = localStorage.getItem('theme') ?? (dark.matches ? 'dark' : 'light')
}

dark.addEventListener('change', applyTheme)
applyTheme()
