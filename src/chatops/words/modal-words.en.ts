/** Of every modal, whatever its form is about. */
export const modal = {
  loading: 'Loading…',
  busy: 'Working on it…',
  cancel: 'Cancel',
  close: 'Close',
}
