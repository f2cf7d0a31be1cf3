import type { SandboxSlack } from '../../src/sandbox/slack/index.ts'

export interface AnswerWitness {
  /** Does what somebody does; from then on they wait for an answer. */
  act<Result>(user: string, what: string, act: () => Promise<Result>): Promise<Result>
  /** Those who saw nothing come of what they did, each by what it was. */
  findUnanswered(): string[]
}

/** Whoever did something sees something: a message, a modal, or Slack's own notice that the bot did not answer. */
export function witnessAnswers(slack: SandboxSlack): AnswerWitness {
  const waiting: { user: string; what: string; sawBefore: string }[] = []
  return {
    async act(user, what, act) {
      const entry = { user, what, sawBefore: whatIsSeen(slack, user) }
      waiting.push(entry)
      return act()
    },
    findUnanswered: () =>
      waiting
        .filter(({ user, sawBefore }) => whatIsSeen(slack, user) === sawBefore)
        .map(({ user, what }) => `${user} did “${what}” and saw nothing`),
  }
}

/** What is for this person alone, and the modal that they have open. */
function whatIsSeen(slack: SandboxSlack, user: string): string {
  const own = slack
    .channels()
    .flatMap(({ id, directWith }) =>
      slack
        .messages({ channel: id, as: user })
        .filter(({ visibleTo, author }) => visibleTo === user || (directWith === user && author !== user)),
    )
  const modals = slack.views(user).map(({ id, hash, notice, errors }) => [id, hash, notice, errors])
  return JSON.stringify([own.map(({ ts, editedTs }) => [ts, editedTs]), modals])
}
