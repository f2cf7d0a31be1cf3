import type { RaiseState } from '../../domain/limit/raise.ts'

/** What came of a request to change the limit, how that is known, and what happens when a temporary limit ends. */

/** How a request stands, and what that means. */
export const outcome = {
  headline: {
    open: (change: string) => `📝 *Waits for a decision: ${change}*`,
    approved: (change: string) => `⏳ *Approved: ${change}*`,
    applying: (change: string) => `⏳ *Being set: ${change}*`,
    unknown: (change: string) => `⚠ *No answer yet: ${change}*`,
    byHand: (change: string) => `✋ *Approved, to be set by hand: ${change}*`,
    denied: (change: string) => `❌ *Denied: ${change}*`,
    withdrawn: (change: string) => `*Withdrawn: ${change}*`,
    expired: (change: string) => `*Expired: ${change}*`,
    alreadyThere: (_change: string, limit: string) => `✅ *The limit is already ${limit}*`,
    refused: (change: string) => `❌ *Not set: ${change}*`,
    unclear: (change: string) => `⚠ *Needs a person to check: ${change}*`,
  } satisfies Record<Exclude<RaiseState, 'applied'>, (change: string, limit: string) => string>,
  means: {
    approved: 'I am setting it at Mistral.',
    applying: 'Mistral has not confirmed it yet.',
    unknown: 'Mistral’s answer got lost. I look at the limit before anything else is set; nobody has to do anything.',
    alreadyThere: 'Somebody else set it in the meantime. I changed nothing.',
  },
  deniedBy: (who: string, reason: string) => `${who}: ${reason}`,
  withdrawnBy: (who: string, when: string) => `By ${who}${when ? `, ${when}` : ''}.`,
  undecided: (when: string) => `Not decided in time (by ${when}).`,
  limitNow: (limit: string) => `The limit is now ${limit}.`,
  look: (panel: string) => `I leave the limit alone. Compare it in the ${panel}, and ask again if needed.`,
  panel: 'Admin Panel',
  unchanged: 'I changed nothing.',
  askAgain: (line: string) => `To ask again: \`${line}\``,

  byHand: (figure: string) => `Open the Admin Panel, set exactly ${figure}, then press Done.`,
  byHandWaits: 'Somebody with the Admin Panel sets it; you will be told.',
  noLimitByHand: '“no monthly limit”',

  readBack: (when: string) => `read back from Mistral ${when}`,
  answered: (when: string) => `confirmed by Mistral’s answer ${when}`,
  stated: (who: string, when: string) => `stated by ${who}, ${when}, not verified`,
  somebody: 'a person',
}

export const remark = {
  limitMoved: 'The limit is no longer what the approvers saw: please look and decide again.',
  useRose: 'More is used than when it was approved: this limit would suspend API access. Please look and decide again.',
  sawDifferent: 'The approvers saw different limits: please look and decide again.',
  roleLost: 'An approver no longer has the role: somebody else has to approve.',
  notConfirmed: 'An approver’s role could not be confirmed, so nothing was set: please decide again.',
  aboveMaximum:
    'This amount is now above the highest limit that may be asked for here (`MAX_LIMIT`), so nothing was set. Ask for a smaller one, or have `MAX_LIMIT` raised.',
  tooOld: 'The approval expired before the limit could be set. Please decide again.',
  amended: 'The amount was raised since it was first asked for: earlier approvals no longer count.',
  takenBack: 'A larger amount was asked for and taken back: earlier approvals no longer count.',
  foreignChange: 'Somebody else changed the limit at the same time.',
  thirdValue: 'Mistral’s answer got lost, and the limit is neither the old nor the new one.',
  mistralRefused: 'Mistral refused this limit.',
  keyRefused: 'Mistral refuses my key. The admin of this bot has to set a valid `MISTRAL_ADMIN_API_KEY`.',
  writesOff: 'Changes by me are off here (`LIMIT_WRITES`).',
  noApi: 'I have no Admin API here to set it with.',
  notWritable: 'I can only set whole amounts, and this limit has cents.',
  ownError:
    'Something went wrong here while I was setting it, so I cannot say whether it was set. The log has the error.',
  restored: 'I was restored from a backup, so I do not know what happened since.',
}

export const proof = {
  title: (change: string) => `*Proof: ${change}*`,
  asked: (who: string, when: string) => `Asked by ${who}, ${when}`,
  by: (who: string, role: string, when: string) => `${who} (${role}), ${when}`,
  right: (who: string, role: string) => `${who}: ${role}`,
  approved: (by: string, saw: string) => `Approved by ${by}, having seen ${saw}`,
  used: (use: string, limit: string) => `${use} of ${limit} used`,
  limit: (limit: string) => `a limit of ${limit}`,
  confirmed: (how: string) => `Limit ${how}`,
  head: (hash: string) => `Audit trail up to here: \`${hash}\``,
}

export const ending = {
  soon: (amount: string, returnsTo: string) => `⏰ *${amount} ends soon: the limit returns to ${returnsTo}*`,
  soonAtReset: 'When Mistral resets its counter.',
  soonAtDate: (when: string) => `On ${when}.`,
  soonSuspends: '⚠ More than that is used: I would then leave the limit where it is, and tell you.',
  soonKeep: 'Keeping it longer needs the same approval as before.',
  ended: (from: string, to: string) => `↩ *${from} → ${to}: the temporary limit has ended*`,
  endedButRuns: (amount: string, limit: string) => `↩ *${amount} has ended; the limit stays at ${limit}*`,
  endedButRunsMeans: 'That is what stands now, by another temporary limit or by what was set to stay.',
  stays: (limit: string) => `⚠ *The limit stays at ${limit} for now*`,
  staysMeans: (returnsTo: string, use: string) =>
    `Its end date has passed, but ${returnsTo} would suspend API access, or leave less than a day of it: ${use}. Ask to keep it, or have me try again after the reset.`,
  left: (limit: string) => `*The limit is left at ${limit}*`,
  leftMeans: (amount: string) =>
    `A temporary limit of ${amount} ended, but somebody has changed the limit since, so I leave it alone.`,
  byHand: (limit: string) => `✋ *Set the limit back to ${limit}*`,
  byHandMeans: (amount: string, panel: string) =>
    `The temporary limit of ${amount} has ended, and I may not set the limit myself: set it in the ${panel}.`,
  keep: (limit: string) => `Ask to keep ${limit}`,
  tryLater: 'Try again after the reset',
}
