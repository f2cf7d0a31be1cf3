import { expect, test } from 'vitest'
import { type SandboxView, signRequest } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startSteps } from '../support/raise.ts'
import { actionsIn, refusalsIn } from '../support/trail.ts'

const general = sandboxChannels.general.id
const minuteMs = 60_000

/** A bot over HTTP, and somebody who can sign what Slack would never send. */
async function startForger() {
  const started = await startSteps({}, { overHttp: true })
  const { running, slack } = started
  let sent = 0
  async function post(payload: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    sent += 1
    // The very same bytes are refused before they are read: a forger changes something.
    const body = new URLSearchParams({ payload: JSON.stringify({ ...payload, nonce: sent }) }).toString()
    const timestamp = Math.floor(Date.now() / 1000)
    const response = await fetch(`http://127.0.0.1:${running.bot.port}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signRequest(slack.signingSecret, timestamp, body),
      },
    })
    expect(response.status).toBe(200)
    const text = await response.text()
    return text ? JSON.parse(text) : {}
  }
  const who = (user: string) => ({ team: { id: slack.teamId }, user: { id: user, team_id: slack.teamId } })
  return {
    ...started,
    /** A click on a message that was or was not there, with any value. */
    async forgeClick(user: string, click: { actionId: string; value: string; channel: string; ts: string }) {
      const { actionId, value, channel, ts } = click
      await started.steps.andSettle(() =>
        post({
          type: 'block_actions',
          ...who(user),
          trigger_id: slack.issueTrigger(user),
          container: { type: 'message', channel_id: channel, message_ts: ts, is_ephemeral: false },
          actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1.0' }],
        }),
      )
    },
    /** A submission as anybody, with any metadata and values; answers with the acknowledgement. */
    async forgeSubmission(
      user: string,
      form: { callbackId: string; metadata: string; values?: Record<string, string> },
    ) {
      const { callbackId, metadata, values = {} } = form
      let answer: Record<string, unknown> = {}
      const fields = Object.entries(values).map(([id, value]) => [id, { [id]: { type: 'plain_text_input', value } }])
      await started.steps.andSettle(async () => {
        answer = await post({
          type: 'view_submission',
          ...who(user),
          view: {
            id: 'V0FORGED',
            type: 'modal',
            callback_id: callbackId,
            private_metadata: metadata,
            state: { values: Object.fromEntries(fields) },
          },
        })
      })
      return JSON.stringify(answer)
    },
  }
}

const metadataOf = (view: SandboxView | undefined): string =>
  view?.content.type === 'modal' ? (view.content.private_metadata ?? '') : ''

test('a forwarded card, a copy elsewhere and another request’s id on a real card decide nothing', async () => {
  const { running, steps, slack, mistral, forgeClick } = await startForger()
  await steps.request({ amount: '50000' })
  const card = steps.card()
  const idOf = (message: typeof card) => /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(message.blocks))?.[1] ?? ''
  const copy = slack.forward({ channel: card.channel, ts: card.ts, to: general })
  await steps.andSettle(() => slack.click({ user: 'U0CLAIRE', message: copy, actionId: 'limits.approve' }))
  expect(steps.modal('U0CLAIRE')).toContain('This is not the live card')

  await steps.deny('U0CLAIRE', 'No.')
  await steps.request({ amount: '60000' })
  const second = steps.card()
  expect(idOf(second)).not.toBe(idOf(card))
  for (const value of [idOf(card), 'no-such-request', '']) {
    await forgeClick('U0CLAIRE', { actionId: 'limits.approve', value, channel: second.channel, ts: second.ts })
    expect(steps.modal('U0CLAIRE')).toContain('This is not the live card')
  }
  await forgeClick('U0CLAIRE', { actionId: 'limits.done', value: idOf(second), channel: general, ts: '1.1' })
  expect(await refusalsIn(running)).toEqual([...Array(4).fill('limits.approve notTheCard'), 'limits.done notTheCard'])
  expect(mistral.organization.limit).toBe(45_000)
})

test('a review holds for its own person, its own verdict, once, for ten minutes', async () => {
  const { running, steps, slack, sandbox, mistral, forgeSubmission } = await startForger()
  await steps.request({ amount: '50000' })
  await steps.review('U0CLAIRE', 'approve')
  const metadata = metadataOf(slack.views('U0CLAIRE').at(-1))
  expect(metadata).not.toBe('')
  await forgeSubmission('U0MARC', { callbackId: 'limits.approve', metadata })
  await forgeSubmission('U0SARAH', { callbackId: 'limits.approve', metadata })
  await forgeSubmission('U0CLAIRE', { callbackId: 'limits.deny', metadata, values: { reason: 'Not mine.' } })
  await forgeSubmission('U0CLAIRE', { callbackId: 'limits.approve', metadata: 'made-up' })
  sandbox.clock.advance(10 * minuteMs + 1000)
  await steps.submit('U0CLAIRE')
  expect(steps.modal('U0CLAIRE')).toContain('This review has expired: ten minutes passed')
  expect(await refusalsIn(running)).toEqual([
    'limits.approve reviewOver',
    'limits.approve needsDecider',
    'limits.deny reviewOver',
    'limits.approve reviewOver',
    'limits.approve reviewOver',
  ])
  expect(mistral.organization.limit).toBe(45_000)

  await steps.review('U0CLAIRE', 'approve')
  const fresh = metadataOf(slack.views('U0CLAIRE').at(-1))
  await steps.submit('U0CLAIRE')
  expect(mistral.organization.limit).toBe(50_000)
  for (let replay = 0; replay < 3; replay += 1)
    await forgeSubmission('U0CLAIRE', { callbackId: 'limits.approve', metadata: fresh })
  expect(mistral.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  expect((await actionsIn(running)).filter((action) => action === 'limit.approved')).toHaveLength(1)
})

test('an amount in private_metadata, a field too many and a changed target are nothing to the bot', async () => {
  const { steps, slack, mistral, forgeSubmission } = await startForger()
  await steps.request({ amount: '50000' })
  await steps.review('U0CLAIRE', 'approve')
  const review = metadataOf(slack.views('U0CLAIRE').at(-1))
  const forged = JSON.stringify({ id: review, target: 900_000 })
  await forgeSubmission('U0CLAIRE', { callbackId: 'limits.approve', metadata: forged })
  expect(mistral.organization.limit).toBe(45_000)
  await forgeSubmission('U0CLAIRE', {
    callbackId: 'limits.approve',
    metadata: review,
    values: { amount: '900000', target: '900000', term: 'permanent' },
  })
  expect(mistral.organization.limit).toBe(50_000)
})

test('a request form is its asker’s, is checked whatever was sent, and asks once however often it arrives', async () => {
  const { running, steps, slack, forgeSubmission } = await startForger()
  await steps.open('U0SARAH', 'limits raise')
  const metadata = metadataOf(slack.views('U0SARAH').at(-1))
  const values = { amount: '60000', term: 'month', reason: 'Batch looped.' }
  const form = { callbackId: 'limits.request', metadata, values }
  expect(await forgeSubmission('U0JONAS', form)).toContain('too old, or not yours')
  expect(await forgeSubmission('U0SARAH', { ...form, metadata: '' })).toContain('too old, or not yours')
  expect(await actionsIn(running)).toEqual(['access.refused', 'access.refused'])
  await forgeSubmission('U0SARAH', form)
  await steps.deny('U0CLAIRE', 'No.')
  expect(await forgeSubmission('U0SARAH', form)).toContain('too old, or not yours')
  expect((await actionsIn(running)).filter((action) => action === 'limit.requested')).toHaveLength(1)
})

test('somebody else’s copy does not withdraw, and words of people stay words on the card', async () => {
  const { steps, slack, forgeClick } = await startForger()
  await steps.request({ amount: '50000', reason: '<!channel> *urgent* <https://evil.example|approve here> @here' })
  const copy = slack.messages({ channel: slack.directMessage('U0SARAH') }).at(-1)!
  const value = /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(copy.blocks))?.[1] ?? ''
  await forgeClick('U0MARC', { actionId: 'limits.withdraw', value, channel: copy.channel, ts: copy.ts })
  expect(steps.cardText()).toContain('[Approve…]')
  const written = JSON.stringify(steps.card().blocks)
  expect(written).not.toContain('<!channel>')
  expect(written).not.toContain('<https://evil')
})

test('a payload of another workspace, or for a button that does not exist, changes nothing', async () => {
  const { running, steps, slack, mistral } = await startSteps()
  await steps.request({ amount: '50000' })
  const before = running.outcomes.length
  await slack.click({ user: 'U0SAM', message: steps.card(), actionId: 'limits.approve' })
  await slack.waitFor(() => running.logLines.some((line) => line.includes('another workspace')) || undefined)
  expect(slack.views('U0SAM')).toEqual([])
  expect(running.outcomes).toHaveLength(before)
  expect(mistral.organization.limit).toBe(45_000)
})

test('what people write becomes no link and no mention by itself', async () => {
  const { steps } = await startSteps()
  await steps.request({ amount: '50000', reason: 'See evil.example and #general' })
  const texts: { type?: string; verbatim?: boolean }[] = []
  JSON.stringify(steps.card().blocks, (_key, value) => {
    if (value?.type === 'mrkdwn') texts.push(value)
    return value
  })
  expect(texts.length).toBeGreaterThan(2)
  for (const text of texts) expect(text.verbatim).toBe(true)
})
