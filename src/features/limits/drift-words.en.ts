/** A limit that somebody changed at Mistral, without the bot. */
export const drift = {
  headline: (from: string, to: string) => `⚠ *The limit was changed at Mistral, not through me: ${from} → ${to}*`,
  by: (who: string, when: string) => `By ${who}, ${when}, says Mistral’s audit log`,
  bySomebody: (when: string) => `${when}, says Mistral’s audit log`,
  byKey: (when: string) => `With an Admin API key, ${when}, says Mistral’s audit log`,
  at: (when: string) => `${when}; Mistral’s audit log cannot be read just now, so I cannot say who did it`,
  noticed: (when: string) => `Noticed ${when}; Mistral’s audit log does not say who did it`,
  stays: 'It stays unless somebody changes it again.',
  over: 'The limit has changed again since.',
  kept: (limit: string, who: string) => `✅ ${who} kept the limit: ${limit}`,
  keptNow: (limit: string) => `${limit} stays. Nothing was changed at Mistral.`,
  youKept: (count: number) => `Limits changed at Mistral that you kept: ${count}`,
  sheet: {
    what: 'That you kept a limit that was changed at Mistral',
    why: 'To show who decided on it',
    howLong: 'Until you are erased; your entries stay in the trail without a name',
    whoSees: 'Everybody who sees the notice; admins and billing managers in the audit trail',
  },
  keep: (limit: string) => `Keep ${limit}`,
  back: 'Request change back…',
  backReason: (from: string, to: string) => `Back to ${from}: it was changed to ${to} at Mistral, without a request.`,
}
