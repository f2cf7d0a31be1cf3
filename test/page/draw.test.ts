import { expect, onTestFinished, test } from 'vitest'
import { escapeMrkdwn } from '../../src/chatops/text.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { dayOf, formatTokens, nameDay } from '../../src/sandbox/page/draw/dates.ts'
import { attributes, html } from '../../src/sandbox/page/draw/html.ts'
import { drawPlainText, drawWithLibrary } from '../../src/sandbox/page/draw/library.ts'
import { createFaultSwitches } from '../../src/sandbox/page/fault-switches.ts'
import { readScene } from '../../src/sandbox/page/scene.ts'

async function createScene() {
  const sandbox = await createSandbox({ scopes: [] })
  onTestFinished(() => sandbox.close())
  const { slack, mistral, clock } = sandbox
  const faults = createFaultSwitches(slack, mistral)
  return readScene({ slack, mistral, clock, faults, commands: [] }, new URLSearchParams({ as: 'U0SARAH' }))
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })

test('whatever is put into markup is escaped, markup itself excepted', () => {
  const name = '<b>"Tom" & \'Jerry\'</b>'
  expect(html`<p title="${name}">${html`<i>${name}</i>`}${false}${null}${[1, 'a<']}</p>`.text).toBe(
    '<p title="&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;"><i>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;</i>1a&lt;</p>',
  )
  expect(attributes({ a: '"', b: true, c: false, d: undefined, e: 0 }).text).toBe(' a="&quot;" b e="0"')
})

test('a drawing holds no script, no style and no id that another could hold as well', async () => {
  const scene = await createScene()
  const block = {
    ...section('<script>alert(1)</script> <https://example.com|a> <javascript:alert(1)|b>'),
    block_id: 'b1',
  }
  const { text } = drawWithLibrary(block, scene)
  expect(text).not.toMatch(/<script| style=| id=|href="javascript/)
  expect(text).toContain('rel="noreferrer"')
  expect(text).toContain('&lt;script&gt;')
})

test('a mark that the bot guarded formats nothing', async () => {
  const { text } = drawWithLibrary(
    section(`“${escapeMrkdwn('the *evals*, _now_ ~or~ `never`')}” *bold*`),
    await createScene(),
  )
  expect(text.replaceAll(/<(?!\/?strong)[^>]*>/g, '')).toContain(
    '“the *evals*, _now_ ~or~ `never`” <strong>bold</strong>',
  )
})

test('names of people and channels stand for their ids, and links to the workspace lead to the page', async () => {
  const scene = await createScene()
  const { text } = drawWithLibrary(
    section(`<@U0MARC> <#C0FINOPS> <${scene.slack.url}archives/C0FINOPS/p1|there>`),
    scene,
  )
  for (const part of ['@Marc Delacroix', '#finops', 'href="/archives/C0FINOPS/p1"']) expect(text).toContain(part)
})

test('a time follows its reader, and one that says “today” follows the clock', async () => {
  const scene = await createScene()
  const block = section('<!date^1795000000^{date_short_pretty} {time}|then>')
  expect(drawWithLibrary(block, scene).text).toContain('today 12:06')
  const abroad = { ...scene, reader: { ...scene.reader, timeZone: 'Asia/Tokyo', locale: 'en-US' } }
  expect(drawWithLibrary(block, abroad).text).toContain('today 08:06 PM')
  scene.clock.advance(86_400_000)
  expect(drawWithLibrary(block, scene).text).toContain('yesterday 12:06')
})

test('the same block is drawn once for readers of one zone and language', async () => {
  const scene = await createScene()
  const block = section('*Bold*')
  expect(drawWithLibrary(block, scene)).toBe(drawWithLibrary(block, scene))
})

test('shortcodes in plain texts become emoji; what is none stays as it is', async () => {
  const scene = await createScene()
  expect(drawPlainText('Done :tada: at 10:12:30 :no-such-thing:', scene)).toBe('Done 🎉 at 10:12:30 :no-such-thing:')
})

test.each([
  ['{date}', 'November 18, 2026'],
  ['{date_num}', '2026-11-18'],
  ['{date_short}', 'Nov 18, 2026'],
  ['{date_long}', 'Wednesday, November 18, 2026'],
  ['{date_pretty} at {time_secs}', 'today at 10:12:05 AM'],
  ['{ago}', '2 hours ago'],
  ['{unknown}', '{unknown}'],
])('the format %s reads “%s”', (format, expected) => {
  const place = { timeZone: 'Europe/Paris', locale: 'en-US', now: new Date('2026-11-18T11:12:05Z') }
  expect(formatTokens(format, new Date('2026-11-18T09:12:05Z'), place)).toBe(expected)
})

test('days turn at the reader’s midnight', () => {
  const at = new Date('2026-11-17T23:30:00Z')
  const place = { timeZone: 'Europe/Paris', locale: 'en-GB', now: new Date('2026-11-18T09:00:00Z') }
  expect(dayOf(at, place)).toBe('2026-11-18')
  expect(nameDay(at, place)).toBe('Today')
  expect(nameDay(at, { ...place, timeZone: 'UTC' })).toBe('Yesterday')
  expect(nameDay(new Date('2026-11-01T12:00:00Z'), place)).toBe('Sunday 1 November')
})
