/** A place in which something was said since this person last looked stands out. */
export function markUnread() {
  for (const link of document.querySelectorAll('[data-unread-key]')) {
    const { unreadKey, latest } = link.dataset
    if (!latest) continue
    const key = `seen ${unreadKey}`
    if (link.hasAttribute('aria-current')) sessionStorage.setItem(key, latest)
    const isUnread = latest > (sessionStorage.getItem(key) ?? '')
    link.classList.toggle('unread', isUnread)
  }
}
