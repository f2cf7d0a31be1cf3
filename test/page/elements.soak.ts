import type { Page } from 'playwright-core'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { scopes, startBolt } from '../sandbox/slack/bench.ts'
import { describeInBrowser, useBrowser } from './browser.ts'
import { type Heard, registerKitchenSink } from './kitchen-sink.ts'

describeInBrowser('the elements of Block Kit in the page', () => {
  const { open } = useBrowser()
  let sandbox: Sandbox
  let heard: Heard

  beforeEach(async () => {
    sandbox = await createSandbox({ scopes })
    onTestFinished(() => sandbox.close())
    await startBolt(sandbox.slack, 'socket', (app) => {
      heard = registerKitchenSink(app)
    })
  })

  /** Claire's direct messages with the bot, in which it shows everything. */
  async function openMessage() {
    const window = await open(`${sandbox.url}?as=U0CLAIRE&at=D0CLAIRE`)
    await type(window.page, '/mistral all')
    await window.page.waitForSelector('.messages .data_visualization')
    return window
  }

  const listActions = () => sandbox.slack.waitFor(() => heard.actions.length > 0 && heard.actions)

  test('every block is drawn, with names, local times, emoji and escaped text', async () => {
    const { page, problems } = await openMessage()
    const text = (await page.locator('.messages').innerText()).replaceAll(/\s+/g, ' ')
    for (const part of [
      'Everything 📈',
      '@Claire Fontaine',
      '#finops',
      'a link',
      '<b>',
      '⚠️',
      'today 12:06',
      'A quotation',
    ])
      expect(text).toContain(part)
    expect(await page.locator('.messages table').count()).toBe(2)
    expect(await page.locator('.messages svg[role=img]').count()).toBe(1)
    expect(problems).toEqual([])
  })

  test('a press, an entry of the ⋯ menu, a choice and a date reach the bot', async () => {
    const { page } = await openMessage()
    await page.click('summary[aria-label="More actions"]')
    await page.click('text=Drop it')
    await page.selectOption('[data-action=pick]', 'two')
    await page.fill('[data-action=day]', '2026-12-24')
    await page.selectOption('[data-action=who]', 'U0NADIA')
    await sandbox.slack.waitFor(() => heard.actions.length === 4)
    expect(heard.actions).toMatchObject([
      { action: 'more', value: { selected_option: { value: 'drop' } } },
      { action: 'pick', value: { selected_option: { value: 'two' } } },
      { action: 'day', value: { selected_date: '2026-12-24' } },
      { action: 'who', value: { selected_user: 'U0NADIA' } },
    ])
    expect(await page.inputValue('[data-action=pick]')).toBe('two')
  })

  test('what asks to be confirmed is done after Yes alone', async () => {
    const { page } = await openMessage()
    await page.click('text=Risky')
    expect(await page.locator('dialog.confirm').innerText()).toContain('This costs money.')
    await page.click('dialog.confirm >> text=No')
    await page.click('text=Risky')
    await page.click('dialog.confirm >> text=Do it')
    expect(await listActions()).toMatchObject([{ action: 'risky', value: { value: 'yes' } }])
  })

  test('a choice that is not confirmed is put back', async () => {
    const { page } = await openMessage()
    const menu = page.locator('[data-action=sure]')
    await menu.selectOption('two')
    await page.click('dialog.confirm >> text=Cancel')
    await expect.poll(() => menu.inputValue()).toBe('')
    await menu.selectOption('two')
    await page.click('dialog.confirm >> text=Yes')
    expect(await listActions()).toMatchObject([{ action: 'sure', value: { selected_option: { value: 'two' } } }])
    expect(await menu.inputValue()).toBe('two')
  })

  test('a modal shows errors at the field, pushes another, and gives the focus back when it closes', async () => {
    const { page, problems } = await openMessage()
    await page.click('button:text-is("Open")')
    await page.fill('dialog [data-action=amount]', 'wrong')
    await page.click('dialog >> text=Save')
    await page.waitForSelector('dialog .error:text("Not that one.")')
    expect(await page.getAttribute('dialog [data-action=amount]', 'aria-invalid')).toBe('true')
    expect(await page.inputValue('dialog [data-action=amount]')).toBe('wrong')

    await page.click('dialog >> text=Explain')
    await page.waitForSelector('dialog h2:text("Second")')
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog h2:text("First")')
    await page.fill('dialog [data-action=amount]', '50000')
    await page.click('dialog >> text=Save')
    await page.waitForSelector('dialog', { state: 'detached' })
    expect(heard.submissions).toMatchObject([{ amount: { amount: { value: '50000' } } }])
    expect(await page.locator(':focus').innerText()).toBe('Open')
    expect(problems).toEqual([])
  })

  test('an input that is to tell the bot does so with each sign, or with Enter', async () => {
    const { page } = await openMessage()
    await page.click('button:text-is("Open")')
    await page.locator('dialog [data-action=letters]').pressSequentially('ab')
    await page.locator('dialog [data-action=words]').pressSequentially('whole')
    await page.keyboard.press('Enter')
    await sandbox.slack.waitFor(() => heard.actions.length === 4)
    expect(heard.actions.slice(1)).toMatchObject([
      { action: 'letters', value: { value: 'a' } },
      { action: 'letters', value: { value: 'ab' } },
      { action: 'words', value: { value: 'whole' } },
    ])
    expect(heard.submissions).toEqual([])
  })

  test('every input of a modal is filled in, checked and submitted', async () => {
    const { page, problems } = await open(`${sandbox.url}?as=U0CLAIRE&at=D0CLAIRE`)
    await type(page, '/mistral modal')
    await page.waitForSelector('dialog')
    await page.click('dialog >> text=Send')
    await expect.poll(() => page.locator('dialog .error').count()).toBe(16)
    await fillIn(page)
    await page.click('dialog >> text=Send')
    await page.waitForSelector('dialog', { state: 'detached' })
    const [submission] = heard.submissions
    expect(submission).toMatchObject({
      text: { text: { value: 'a "quoted" <text>' } },
      long: { long: { value: 'two\nlines' } },
      number: { number: { value: '12' } },
      date: { date: { selected_date: '2026-12-01' } },
      time: { time: { selected_time: '09:30' } },
      moment: { moment: { selected_date_time: Date.parse('2026-12-01T08:30:00Z') / 1_000 } },
      email: { email: { value: 'claire@example.com' } },
      one: { one: { selected_option: { value: 'two' } } },
      several: { several: { selected_options: [{ value: 'one' }, { value: 'three' }] } },
      person: { person: { selected_user: 'U0MARC' } },
      channel: { channel: { selected_channel: 'C0DIGEST' } },
      place: { place: { selected_conversation: 'C0APPROVALS' } },
      people: { people: { selected_users: ['U0SARAH'] } },
      radio: { radio: { selected_option: { value: 'one' } } },
      boxes: { boxes: { selected_options: [{ value: 'two' }] } },
      file: { file: { files: [{ name: 'invoice.csv' }] } },
    })
    expect(problems).toEqual([])
  })

  test('the close button tells the bot', async () => {
    const { page } = await open(`${sandbox.url}?as=U0CLAIRE&at=D0CLAIRE`)
    await type(page, '/mistral modal')
    await page.click('dialog footer >> text=Not now')
    await page.waitForSelector('dialog', { state: 'detached' })
    await sandbox.slack.waitFor(() => heard.closes === 1)
  })

  test('opening the Home tab shows what the bot publishes, and its buttons work', async () => {
    const { page, problems } = await open(`${sandbox.url}?as=U0CLAIRE&at=D0CLAIRE`)
    await page.click('nav[aria-label="Tabs of the app"] >> text=Home')
    await page.waitForSelector('.home .actions')
    await page.selectOption('.home [data-action=pick]', 'three')
    expect(await listActions()).toMatchObject([{ action: 'pick', value: { selected_option: { value: 'three' } } }])
    expect(problems).toEqual([])
  })
})

async function type(page: Page, text: string): Promise<void> {
  await page.fill('#composer', text)
  await page.press('#composer', 'Enter')
}

async function fillIn(page: Page): Promise<void> {
  const input = (name: string) => page.locator(`dialog [data-input=${name}]`)
  const texts = {
    text: 'a "quoted" <text>',
    long: 'two\nlines',
    number: '12',
    date: '2026-12-01',
    time: '09:30',
    moment: '2026-12-01T09:30',
    email: 'claire@example.com',
  }
  for (const [name, text] of Object.entries(texts)) await input(name).locator('input, textarea').fill(text)
  const choices = { one: 'two', person: 'U0MARC', channel: 'C0DIGEST', place: 'C0APPROVALS' }
  for (const [name, value] of Object.entries(choices)) await input(name).locator('select').selectOption(value)
  for (const [name, labels] of Object.entries({
    several: ['Option one', 'Option three'],
    people: ['Sarah Lindqvist'],
  })) {
    await input(name).locator('summary').click()
    for (const label of labels) await input(name).getByLabel(label).check()
    await input(name).locator('summary').click()
  }
  await input('radio').getByLabel('Option one').check()
  await input('boxes').getByLabel('Option two').check()
  const csv = { name: 'invoice.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') }
  await input('file').locator('input').setInputFiles(csv)
  await input('file').locator('text=invoice.csv').waitFor()
}
