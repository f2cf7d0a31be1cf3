import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startDemo } from '../../src/sandbox/demo-bot.ts'
import { describeInBrowser, useBrowser } from './browser.ts'

// What else a browser shows is in the soak: each window costs seconds.
describeInBrowser('the page', () => {
  const { open } = useBrowser()

  test('what one window does arrives in another by itself', async () => {
    const { sandbox, close } = await startDemo({ logLevel: 'silent' })
    onTestFinished(close)
    const sarah = await open(`${sandbox.url}?as=U0SARAH&at=C0FINOPS`)
    const nadia = await open(`${sandbox.url}?as=U0NADIA&at=C0FINOPS`)
    await ask(sarah.page, '/mistral spend')
    await sarah.page.locator('.message.private', { hasText: 'Only visible to you' }).waitFor()
    expect(await nadia.page.locator('.message').count()).toBe(0)
    await sarah.page.click('text=Share in channel')
    await nadia.page.locator('.message', { hasText: 'Shared by' }).waitFor()
    await nadia.page.locator('.message img').first().waitFor()
    expect([...sarah.problems, ...nadia.problems]).toEqual([])

    await nadia.page.click('.sidebar >> text=general')
    await ask(sarah.page, 'hello')
    await nadia.page.locator('.sidebar a.unread', { hasText: 'finops' }).click()
    await nadia.page.locator('.message', { hasText: 'hello' }).waitFor()
    expect(await nadia.page.locator('.sidebar a.unread', { hasText: 'finops' }).count()).toBe(0)
  })
})

async function ask(page: Page, text: string): Promise<void> {
  await page.fill('#composer', text)
  await page.press('#composer', 'Enter')
}
