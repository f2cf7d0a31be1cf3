/** The modal in which a digest is made and changed. */
export const forms = {
  title: { make: 'New digest', edit: 'Edit digest' },
  save: { make: 'Subscribe', edit: 'Save' },
  channel: 'Channel',
  channelHint: 'Everyone in the channel will see these figures. Invite me to a private channel first.',
  rhythm: 'How often',
  rhythms: {
    weekly: 'Every week: the last seven days',
    monthly: 'Every month, on the first working day: the month that ended',
  },
  weekday: 'Day of the week',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  weekdayHint: 'For a weekly digest.',
  time: 'Time',
  zone: 'Time zone',
  zoneHint: 'For example Europe/Paris. Summer and winter time are followed.',
  language: 'Language',
  workspaces: 'Workspaces',
  workspacesHint: 'Leave this empty for the whole Organization, which takes the admin or billing role at Mistral.',
  noWorkspaces: 'I cannot get the list of Workspaces from Mistral at present.',
  keptWorkspaces: (count: number) =>
    count === 0
      ? 'The digest is about the whole Organization.'
      : `The digest stays about the ${count === 1 ? 'Workspace' : `${count} Workspaces`} chosen before.`,
  moreWorkspaces: (shown: number, all: number) => `The first ${shown} of ${all} Workspaces, by name.`,
  sections: 'Sections',
  parts: {
    movers: 'What went up and down',
    attention: 'What needs attention',
    chart: 'Chart',
    details: 'Details in the thread',
  },
  onlyOrganization: (parts: string) =>
    `A digest of some Workspaces has only these: ${parts}. The others are about the whole Organization.`,
  errors: {
    channel: 'Choose a channel.',
    time: 'Give a time like 09:00.',
    zone: 'I do not know this time zone. Give one like Europe/Paris.',
  },
  saved: {
    make: (digest: string, next: string) => `Subscribed. ${digest}. The first one comes ${next}.`,
    edit: (digest: string, next: string) => `Saved. ${digest}. The next one comes ${next}.`,
    paused: (digest: string, slash: string) =>
      `Saved. ${digest}. It is still paused: resume it with \`${slash} digest list\`.`,
  },
}
