import { expect, test } from 'vitest'
import { createClient, createManualClock, refusalOf, startSlack } from './bench.ts'

const hello = (channel: string) => ({ channel, text: 'hello' })

test('tokens are checked before anything else', async () => {
  const slack = await startSlack()
  expect(await refusalOf(createClient(slack, 'xoxb-made-up').auth.test())).toBe('invalid_auth')
  expect(await refusalOf(createClient(slack, '').auth.test())).toBe('not_authed')
  expect(await refusalOf(createClient(slack, slack.appToken).auth.test())).toBe('not_allowed_token_type')
  expect(await createClient(slack).auth.test()).toMatchObject({ user_id: slack.botUserId, team_id: slack.teamId })
})

test('a method that does not exist, and one whose scope was not granted, say so', async () => {
  const slack = await startSlack({ scopes: ['chat:write'] })
  const client = createClient(slack)
  expect(await refusalOf(client.apiCall('chat.sing'))).toBe('unknown_method')
  await expect(client.users.info({ user: 'U2SARAH' })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
  })
})

test('a JSON body is as good as a form, unless it is broken', async () => {
  const slack = await startSlack()
  const headers = { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' }
  const send = async (body: string) =>
    (await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body })).json()
  expect(await send(JSON.stringify({ ...hello('C1GENERAL'), blocks: [{ type: 'divider' }] }))).toMatchObject({
    ok: true,
  })
  expect(await send('{"channel":')).toEqual({ ok: false, error: 'invalid_json' })
})

test('blocks and views can be checked without being shown', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  expect(await refusalOf(client.blocks.validate({ blocks: [{ type: 'divider' }] }))).toBe('accepted')
  expect(await refusalOf(client.blocks.validate({ blocks: [{ type: 'nonsense' }] }))).toBe('invalid_blocks')
  expect(await refusalOf(client.blocks.validate({ view: { type: 'home', blocks: [] } }))).toBe('accepted')
})

test('each place refuses the bot by Slack’s name for the reason', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const post = (channel: string) => refusalOf(client.chat.postMessage(hello(channel)))
  expect(await Promise.all(['C1GENERAL', 'C2FINOPS', 'C3SECRET', 'C5OLD', 'C9NONE', 'U4GONE'].map(post))).toEqual([
    'accepted',
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'channel_not_found',
    'user_disabled',
  ])
})

test('a message to a person opens their direct message', async () => {
  const slack = await startSlack()
  const { channel } = await createClient(slack).chat.postMessage(hello('U2SARAH'))
  expect(channel).toBe(slack.directMessage('U2SARAH'))
  expect(slack.messages({ channel: channel ?? '' })).toMatchObject([{ text: 'hello' }])
})

test('text that is missing or too long is refused', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  expect(await refusalOf(client.chat.postMessage({ channel: 'C1GENERAL', text: '' }))).toBe('no_text')
  expect(await refusalOf(client.chat.postMessage({ channel: 'C1GENERAL', text: 'x'.repeat(40_001) }))).toBe(
    'msg_too_long',
  )
})

test('the bot changes its own messages alone, and never an ephemeral one', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const channel = 'C1GENERAL'
  const said = await slack.say({ user: 'U2SARAH', channel, text: 'mine' })
  expect(await refusalOf(client.chat.update({ channel, ts: said.ts, text: 'yours' }))).toBe('cant_update_message')
  expect(await refusalOf(client.chat.delete({ channel, ts: said.ts }))).toBe('cant_delete_message')
  const hidden = await client.chat.postEphemeral({ channel, user: 'U2SARAH', text: 'psst' })
  expect(await refusalOf(client.chat.update({ channel, ts: hidden.message_ts ?? '', text: 'x' }))).toBe(
    'message_not_found',
  )
  expect(await refusalOf(client.chat.postEphemeral({ channel: 'C4SHARED', user: 'U2SARAH', text: 'x' }))).toBe(
    'user_not_in_channel',
  )
})

test('history is newest first, threads oldest first, both without what only one person saw', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const channel = 'C1GENERAL'
  const metadata = { event_type: 'digest', event_payload: { run: 'r1' } }
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'one', metadata })
  await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts })
  await client.chat.postMessage({ channel, text: 'two' })
  await client.chat.postEphemeral({ channel, user: 'U2SARAH', text: 'psst' })
  const history = await client.conversations.history({ channel, include_all_metadata: true })
  expect(history.messages).toMatchObject([{ text: 'two' }, { text: 'one', reply_count: 1, metadata }])
  const replies = await client.conversations.replies({ channel, ts })
  expect(replies.messages?.map(({ text }) => text)).toEqual(['one', 'reply'])
})

test('every kind of person is told apart', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const info = async (user: string) => (await client.users.info({ user, include_locale: true })).user
  expect(await info('U1CLAIRE')).toMatchObject({ is_admin: true, locale: 'en-US', tz: 'Europe/Paris' })
  expect(await info('U3GUEST')).toMatchObject({ is_restricted: true, is_ultra_restricted: true })
  expect(await info('U4GONE')).toMatchObject({ deleted: true })
  const stranger = await info('U5STRANGER')
  expect(stranger).toMatchObject({ is_stranger: true })
  expect(stranger?.team_id).not.toBe(slack.teamId)
  slack.updatePerson('U1CLAIRE', { email: 'claire@new.example', emailConfirmed: false })
  expect(await info('U1CLAIRE')).toMatchObject({ is_email_confirmed: false, profile: { email: 'claire@new.example' } })
})

test('addresses need their scope', async () => {
  const slack = await startSlack({ scopes: ['users:read'] })
  const client = createClient(slack)
  expect((await client.users.info({ user: 'U2SARAH' })).user?.profile?.email).toBeUndefined()
  expect(await refusalOf(client.users.lookupByEmail({ email: 'sarah@example.com' }))).toBe('missing_scope')
})

test('people are found by address, but not strangers and those who left', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const lookup = (email: string) => refusalOf(client.users.lookupByEmail({ email }))
  expect(await Promise.all(['Sarah@Example.com', 'gus@example.com', 'stan@elsewhere.example'].map(lookup))).toEqual([
    'accepted',
    'users_not_found',
    'users_not_found',
  ])
})

test('disabled user groups are left out unless asked for', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const { usergroups } = await client.usergroups.list({ include_users: true })
  expect(usergroups?.map(({ handle, users }) => [handle, users])).toEqual([['finance', ['U1CLAIRE']]])
  expect(await refusalOf(client.usergroups.users.list({ usergroup: 'S2FORMER' }))).toBe('no_such_subteam')
})

test('lists come in pages', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const names: (string | undefined)[] = []
  for await (const page of client.paginate('users.list', { limit: 2 })) {
    const { members } = page as Awaited<ReturnType<typeof client.users.list>>
    expect(members?.length).toBeLessThanOrEqual(2)
    names.push(...(members ?? []).map(({ name }) => name))
  }
  expect(names).toEqual(['mistral', 'claire', 'sarah', 'gwen', 'gus', 'stan'])
})

test('a shared channel is recognised, and joining takes a public one', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const { channel } = await client.conversations.info({ channel: 'C4SHARED' })
  expect(channel).toMatchObject({ is_ext_shared: true, is_member: true })
  expect(await refusalOf(client.conversations.info({ channel: 'C3SECRET' }))).toBe('channel_not_found')
  expect(await refusalOf(client.conversations.join({ channel: 'C5OLD' }))).toBe('is_archived')
  await client.conversations.join({ channel: 'C2FINOPS' })
  expect(await refusalOf(client.chat.postMessage(hello('C2FINOPS')))).toBe('accepted')
})

test('one message a second and channel, while that is switched on', async () => {
  const clock = createManualClock()
  const slack = await startSlack({ clock })
  slack.faults.limitPosting(true)
  const client = createClient(slack)
  await client.chat.postMessage(hello('C1GENERAL'))
  await expect(client.chat.postMessage(hello('C1GENERAL'))).rejects.toMatchObject({ retryAfter: 1 })
  await client.chat.postMessage(hello('C4SHARED'))
  clock.advance(1_000)
  await client.chat.postMessage(hello('C1GENERAL'))
  expect(slack.messages({ channel: 'C1GENERAL' })).toHaveLength(2)
})

test('the journal knows every call and no token', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  await client.chat.postMessage({ ...hello('C1GENERAL'), token: slack.botToken })
  await refusalOf(client.chat.postMessage(hello('C5OLD')))
  expect(slack.journal()).toMatchObject([
    { direction: 'from-bot', kind: 'web-api', method: 'chat.postMessage', ok: true, args: { text: 'hello' } },
    { method: 'chat.postMessage', ok: false, error: 'is_archived' },
  ])
  expect(JSON.stringify(slack.journal())).not.toContain(slack.botToken)
})

test('a reset brings the first day back', async () => {
  const slack = await startSlack()
  await createClient(slack).chat.postMessage(hello('C1GENERAL'))
  slack.updatePerson('U2SARAH', { kind: 'deactivated' })
  slack.reset()
  expect(slack.messages({ channel: 'C1GENERAL' })).toEqual([])
  expect(slack.people().find(({ id }) => id === 'U2SARAH')?.kind).toBe('member')
  expect(slack.journal()).toEqual([])
})
