/** What came of a request to change the limit, how that is known, and what happens when a temporary limit ends. */

/** How a request stands: a headline, and what it means. */
export const outcome = {
  open: (change: string) => `📝 *Waits for a decision: ${change}*`,
  approved: (change: string) => `⏳ *Approved: ${change}*`,
  approvedMeans: 'I set it at Mistral now.',
  applying: (change: string) => `⏳ *Being set: ${change}*`,
  applyingMeans: 'Mistral has not confirmed it yet.',
  unknown: (change: string) => `⚠ *No answer yet: ${change}*`,
  unknownMeans:
    'Mistral’s answer got lost. I look what the limit is before anything is set again; there is nothing to do.',
  byHand: (limit: string) => `✋ *Approved. Now set the limit by hand: ${limit}*`,
  byHandMeans: (figure: string) => `Open the Admin Panel, set exactly ${figure}, then press Done.`,
  byHandWaits: 'Somebody with the Admin Panel sets it now; you will be told.',
  noLimitByHand: '“no monthly limit”',
  applied: (change: string) => `✅ *${change}*`,
  appliedBy: (who: string, change: string) => `✅ ${who} · *${change}*`,
  readBack: (when: string) => `read back from Mistral ${when}`,
  answered: (when: string) => `confirmed by Mistral’s answer ${when}`,
  stated: (who: string, when: string) => `stated by ${who}, ${when}, not verified`,
  somebody: 'a person',
  denied: (change: string) => `❌ *Denied: ${change}*`,
  deniedBy: (who: string, reason: string) => `${who}: ${reason}`,
  withdrawn: (change: string) => `*Withdrawn: ${change}*`,
  expired: (change: string) => `*Expired: ${change}*`,
  expiredMeans: 'Nobody decided in time.',
  alreadyThere: (limit: string) => `✅ *Already there: ${limit}*`,
  alreadyThereMeans: 'Somebody else set this limit meanwhile; I changed nothing.',
  refused: (change: string) => `❌ *Not set: ${change}*`,
  unclear: (change: string) => `⚠ *A person must look: ${change}*`,
  unclearMeans: (panel: string) => `I do not touch the limit. Compare it in the ${panel}, then ask again if need be.`,
  limitNow: (limit: string) => `The limit is now ${limit}.`,
  panelName: 'Admin Panel',
  unchanged: 'The limit was not changed.',
  askAgain: (line: string) => `To ask again: \`${line}\``,
}

export const remark = {
  limitMoved: 'The limit is no longer what the approvers saw: please look and decide again.',
  sawDifferent: 'The approvers saw different limits: please look and decide again.',
  roleLost: 'An approver no longer has the role: somebody else has to approve.',
  notConfirmed: 'An approver’s role could not be confirmed, so nothing was set: please decide again.',
  tooOld: 'The approval got too old before it could be set: please decide again.',
  amended: 'The amount was raised since it was first asked for: earlier approvals no longer count.',
  foreignChange: 'Somebody else changed the limit at the same time.',
  thirdValue: 'Mistral’s answer got lost, and the limit is neither the old nor the new one.',
  mistralRefused: 'Mistral refused this limit.',
  keyRefused: 'Mistral refuses my key. Whoever runs me: set a valid `MISTRAL_ADMIN_API_KEY`.',
  writesOff: 'Changes by me are off here (`LIMIT_WRITES`).',
  noApi: 'I have no Admin API here to set it with.',
  restored: 'I was restored from a backup, so what happened since is unknown to me.',
}

export const proof = {
  title: (change: string) => `*Proof: ${change}*`,
  asked: (who: string, when: string) => `Asked by ${who}, ${when}`,
  approved: (who: string, role: string, when: string) => `Approved by ${who} (${role}), ${when}`,
  saw: (limit: string, use: string) => `seeing ${use ? `${use} of ` : 'a limit of '}${limit}`,
  confirmed: (how: string) => `Limit ${how}`,
  head: (hash: string) => `Audit trail up to here: \`${hash}\``,
}

export const ending = {
  soon: (amount: string, returnsTo: string) => `⏰ *${amount} ends soon: the limit returns to ${returnsTo}*`,
  soonAtReset: 'Once Mistral’s counter starts anew.',
  soonAtDate: (when: string) => `On ${when}.`,
  soonSuspends: '⚠ More than that is used: I would then leave the limit where it is, and tell you.',
  soonKeep: 'To keep it longer takes the same approval as before.',
  ended: (from: string, to: string) => `↩ *${from} → ${to}: the temporary limit has ended*`,
  endedButRuns: (amount: string, limit: string) => `↩ *${amount} has ended; the limit stays at ${limit}*`,
  endedButRunsMeans: 'That is what stands now, by another temporary limit or by what was set to stay.',
  stays: (limit: string) => `⚠ *The limit stays at ${limit} for now*`,
  staysMeans: (returnsTo: string, use: string) =>
    `Its time is over, but ${returnsTo} would suspend API access, or leave less than a day of it: ${use}. Keep it, or have me try again after the reset.`,
  left: (limit: string) => `*The limit is left at ${limit}*`,
  leftMeans: (amount: string) =>
    `A temporary limit of ${amount} ended, but somebody has changed the limit since, so I leave it alone.`,
  keep: (limit: string) => `Keep ${limit}…`,
  tryLater: 'Try again after the reset',
}
