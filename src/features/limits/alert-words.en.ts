/** Posted unasked, so each is worth an interruption. */
export const alert = {
  pace: (amount: string, minutes: string) => `${amount} an hour over the last ${minutes} minutes`,
  deciders: (who: string) => `${who} can raise the limit`,
  staleTitle: (since: string) => `⚠ *No figures from Mistral since ${since}*`,
  stale: 'Until they are back I cannot warn you of the limit. The Admin Panel may still show them.',
  onIt: 'I’m on it',
  isOnIt: (who: string, since: string) => `🙋 ${who} is on it, since ${since}`,
  wasOnIt: (who: string) => `🙋 ${who} was on it`,
  isOnItAlready: (who: string) => `${who} is on it already.`,
  isOverAlready: 'This alert is over. Nobody has to do anything about it.',
  over: (use: string) => `✅ *No longer urgent*: ${use}`,
  limitChanged: (limit: string, use: string) => `✅ *The limit is now ${limit}*: ${use}`,
}
