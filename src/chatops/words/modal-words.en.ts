/** Of every modal, whatever its form is about. */
export const modal = {
  loading: 'Loading…',
  busy: 'Working on it…',
  cancel: 'Cancel',
  close: 'Close',
  noForm:
    'Slack did not take the form that I had for you. If a window is still loading, close it, and begin again in a minute.',
  noAnswer:
    'Slack did not take my answer in the window. If it is still loading or says that I am at work, close it: nothing more comes there. This is the answer:',
}
