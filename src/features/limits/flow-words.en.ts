import type { Change } from '../../domain/limit/raise.ts'

/** What is said on the way of a request, beside its card: titles, errors at the fields, how a step ended. */

const titles: Record<Change, string> = {
  raise: 'Ask for a raise',
  lower: 'Lower the limit',
  set: 'Set the limit',
  remove: 'Remove the limit',
}

export const flow = {
  title: 'Spending limit',
  requestTitle: titles,
  reviewTitle: 'Approve the change',
  denyTitle: 'Deny the change',

  field: {
    notANumber: 'Give a whole amount, e.g. 50000, 50 000 or 50k.',
    otherCurrency: (currency: string) => `The limit is in ${currency}. Give the amount in it.`,
    reasonMissing: 'Say why. The approvers read this.',
    reasonTooLong: (most: number) => `Keep it under ${most} characters.`,
    pastDate: 'Choose a day after today.',
    dateMissing: 'The date is missing. Choose “This month only”, then “Until a date” again.',
    limitUnknown: 'Mistral does not say what the limit is now. Try again in a minute.',
    limitNotEntered:
      'Nobody has entered the present limit yet. An admin or billing manager enters it from the Billing page: `import figure`.',
    objection(why: 'notAbove' | 'notBelow' | 'same' | 'aboveMaximum', maximum: number | undefined): string {
      if (why === 'notAbove') return 'That is not above the present limit.'
      if (why === 'notBelow') return 'That is not below the present limit.'
      if (why === 'same') return 'That is the present limit already.'
      return `The highest limit allowed here is ${maximum ?? 'set by MAX_LIMIT'}. Ask the admin of this bot to change MAX_LIMIT.`
    },
  },

  /** How a request was taken. */
  filed: {
    sent: 'Sent. You can follow it in our direct messages, and I tell you there when it is decided.',
    unseen:
      'Your request is saved, but I could not show it to anybody who can approve it yet. I keep trying. Ask the admin of this bot to look at `status`.',
    joined: 'There is a request already, and it covers this. I will tell you how it ends.',
    noted:
      'There is a request already, for less. Your amount and reason now stand on its card. An admin or billing manager can raise it to your amount.',
    amended: 'There was a smaller request. It now asks for your amount, and its approvers have to look again.',
    alreadyThere: 'The limit is already what you ask for. Nothing to do.',
    busy: 'Another change of the limit is under way. Wait for it to end, then ask again.',
  },

  /** Behind an error on the way to a decision. */
  nothingDecided: (error: string) => `${error}\n\nNothing was decided.`,
  /** Below an error: what would otherwise be lost. */
  youWrote: (error: string, typed: string) => `${error}\n\nYou wrote: ${typed}`,

  /** How a decision was taken. */
  decided: {
    applying: 'Approved. I am changing the limit now; the card shows when it is done.',
    waiting: (missing: number) =>
      `Your approval counts. ${missing === 1 ? 'One more person has' : `${missing} more people have`} to approve.`,
    byHand: 'Approved. I cannot write the limit myself: the card says what to do by hand.',
    sawDifferent:
      'You and the other approver saw different limits, so neither approval counts. Both of you have to look again.',
    denied: 'Denied. The person who asked is told, with your reason.',
    later: 'I will try again after Mistral resets its counter.',
  },

  keepReason: 'Keep the temporary limit for good.',
  breakGlass: {
    title: 'Break glass',
    reason:
      'API access is suspended. This raises the limit at once, without asking anybody, until the month ends. Everybody in the approvals channel is told.',
    done: 'I am raising the limit now. The approvals channel is told who did it and why.',
    shout: (user: string) =>
      `🚨 *Break-glass*: ${user} raises the limit now, without an approval, because API access is suspended.`,
  },

  reminder: (question: string, deciders: string) =>
    `⏳ Half the time has passed and nobody has decided: ${question} ${deciders} can, on the card.`,
}
