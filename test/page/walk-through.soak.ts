import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startDemo } from '../../src/sandbox/demo-bot.ts'
import { parseStory } from '../../src/sandbox/story/parse.ts'
import { describeInBrowser, useBrowser } from './browser.ts'
import { playInBrowser } from './play-in-browser.ts'

/** `SCREENSHOTS=<folder>` writes the README's pictures. */
const folder = process.env.SCREENSHOTS

async function takePicture(page: Page, name: string): Promise<void> {
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

const at = (place: string, as = 'U0SARAH') => `?as=${as}&at=${place}`

/** What `npm run demo` starts. */
async function start() {
  const demo = await startDemo({ logLevel: 'silent' })
  onTestFinished(demo.close)
  return demo
}

describeInBrowser('the page', () => {
  const { open } = useBrowser()

  test('the README’s walk-through is followed, with a window for each of its people', async () => {
    const { sandbox } = await start()
    const story = await readFile(new URL('../stories/walk-through.txt', import.meta.url), 'utf8')
    const windows = await playInBrowser(sandbox, parseStory(story), (url) => open(url))
    for (const [, { problems }] of windows) expect(problems).toEqual([])
    const claire = windows.get('Claire')?.page
    await claire?.keyboard.press('Escape')
    await claire?.locator('a.replies').click()
    await claire?.locator('.thread .message', { hasText: 'Proof' }).waitFor()
    if (claire) await takePicture(claire, 'approved')
    const nadia = windows.get('Nadia')?.page
    await nadia?.waitForLoadState('networkidle')
    if (nadia) await takePicture(nadia, 'french')
  })

  test('one click makes the window somebody else’s, who sees what they may see', async () => {
    const { sandbox } = await start()
    const { page, problems } = await open(sandbox.url + at('C0GENERAL'))
    await ask(page, '/mistral whoami')
    await page.locator('.message.private').waitFor()
    await page.click('nav[aria-label="You are"] >> css=[aria-label^="Gabi Novak"]')
    await page.getByText('You are Gabi Novak').waitFor()
    expect(await page.locator('.message').count()).toBe(0)
    expect(await page.locator('.sidebar').innerText()).not.toContain('finops')
    await ask(page, '/mistral spend')
    await page.getByText('Guests of this workspace cannot use me').waitFor()
    expect(problems).toEqual([])
  })

  test('the keyboard alone goes to a channel, completes a command and presses a button', async () => {
    const { sandbox } = await start()
    const { page, problems } = await open(sandbox.url + at('C0GENERAL'))
    await tabTo(page, 'finops')
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: 'finops' }).waitFor()
    await page.locator('#composer').focus()
    await page.keyboard.type('/mistral spe')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('[aria-selected=true]').innerText()).toContain('/mistral spend')
    await page.keyboard.press('Enter')
    expect(await page.inputValue('#composer')).toBe('/mistral spend')
    await page.keyboard.press('Enter')
    await page.getByText('Share in channel').waitFor()
    await page.keyboard.press('Shift+Tab')
    await tabBackTo(page, 'Share in channel')
    await page.keyboard.press('Enter')
    await page.locator('.message >> text=Shared by').waitFor()
    expect(problems).toEqual([])
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('it reads well in %s at %d px', async (colorScheme, width) => {
    const { sandbox } = await start()
    const { page, problems } = await open(sandbox.url + at('C0FINOPS'), {
      colorScheme,
      viewport: { width, height: width === 360 ? 740 : 900 },
    })
    await ask(page, '/mistral spend')
    await page.getByText('Share in channel').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme)
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
    if (width === 360) {
      await page.click('[aria-label=Channels]')
      await page.click('.sidebar >> text=general')
      await page.locator('h1', { hasText: 'general' }).waitFor()
      expect(await page.locator('.sidebar').isVisible()).toBe(false)
    }
    await page.click('text=Sandbox')
    await page.getByRole('heading', { name: 'Break things' }).waitFor()
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
    if (width > 360) await takePicture(page, `sandbox-${colorScheme}`)
    expect(problems).toEqual([])
  })

  test.each(['light', 'dark'] as const)('the Home reads well in %s', async (colorScheme) => {
    const { sandbox } = await start()
    const { page, problems } = await open(sandbox.url + at('home', 'U0CLAIRE'), {
      colorScheme,
      viewport: { width: 1280, height: 1320 },
    })
    await page.getByRole('button', { name: 'Set a budget…' }).waitFor()
    await page.locator('.home img').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await widthOf(page)).toBeLessThanOrEqual(1280)
    await takePicture(page, `home-${colorScheme}`)
    expect(problems).toEqual([])
  })

  test('the switch for light and dark is remembered', async () => {
    const { sandbox } = await start()
    const { page } = await open(sandbox.url, { colorScheme: 'light' })
    await page.click('[aria-label="Light or dark"]')
    await page.reload()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  })

  test('the panel moves the clock, burns money, changes the limit, breaks things, and starts over', async () => {
    const { sandbox } = await start()
    const { page, problems } = await open(`${sandbox.url + at('C0FINOPS')}&panel=controls`)
    await page.click('text=To Monday 09:00')
    await page.locator('.now', { hasText: 'Mon 23 Nov, 09:00' }).waitFor()
    await page.click('text=Burn €10,000')
    await expect.poll(() => sandbox.mistral.organization.use).toBeGreaterThan(36_000)
    await page.fill('#new-limit', '60000')
    await page.click('text=Set')
    await page.locator('.panel', { hasText: 'of €60,000' }).waitFor()
    await ask(page, '/mistral limits')
    await page.locator('.message.private', { hasText: '€60,000 used' }).waitFor()
    await page.getByLabel('Mistral is down (503)').check()
    await page.locator('#composer').focus()
    await ask(page, '/mistral spend')
    await page.locator('.message.private', { hasText: 'does not answer' }).waitFor()
    await page.click('.panel >> text=Requests')
    await page.locator('.requests >> text=503').first().waitFor()
    await page.click('.panel >> text=Controls')
    await page.click('text=Reset the sandbox')
    await page.locator('.panel', { hasText: 'of €45,000' }).waitFor()
    expect(await page.locator('.message').count()).toBe(0)
    expect(await page.getByLabel('Mistral is down (503)').isChecked()).toBe(false)
    expect(problems).toEqual([])
  })

  test('people talk, answer in threads and send files; what they type stays text', async () => {
    const { sandbox } = await start()
    const { page, problems } = await open(sandbox.url + at('C0GENERAL'))
    await ask(page, '<img src=x onerror=alert(1)> & *bold* :tada:')
    const message = page.locator('.message').first()
    await message.waitFor()
    expect((await message.innerText()).replaceAll(/\s+/g, ' ')).toContain('<img src=x onerror=alert(1)> & bold 🎉')
    await message.hover()
    await page.click('text=Reply in thread')
    await page.fill('#reply', 'indeed')
    await page.press('#reply', 'Enter')
    await page.locator('.thread .message', { hasText: 'indeed' }).waitFor()
    await page.locator('a.replies', { hasText: '1 reply' }).waitFor()
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }
    await page.locator('.conversation .composer input[type=file]').setInputFiles(notes)
    await page.locator('a.file', { hasText: 'notes.txt' }).waitFor()
    expect(problems).toEqual([])
  })
})

async function ask(page: Page, text: string): Promise<void> {
  await page.fill('#composer', text)
  await page.press('#composer', 'Enter')
}

const longestWay = 40

async function tabTo(page: Page, text: string, key = 'Tab'): Promise<void> {
  for (let step = 0; step < longestWay; step += 1) {
    await page.keyboard.press(key)
    if ((await page.locator(':focus').innerText()).trim() === text) return
  }
  throw new Error(`${key} never came to “${text}”`)
}

const tabBackTo = (page: Page, text: string) => tabTo(page, text, 'Shift+Tab')

/** Wider than the window means that one has to scroll sideways. */
const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth')
