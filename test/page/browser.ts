import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest'

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

if (!executablePath && process.env.REQUIRE_SERVICES === '1')
  throw new Error('REQUIRE_SERVICES=1, and there is no /usr/bin/chromium: apt-get install chromium')

/** Without a browser these tests say so and are skipped. Two cores may have much else to do. */
export const describeInBrowser = (name: string, tests: () => void) =>
  executablePath
    ? describe(name, { timeout: 120_000 }, tests)
    : describe.skip(`${name} (skipped: there is no /usr/bin/chromium)`, tests)

/** Chromium, in a window of its own for everybody who asks for one. */
export function useBrowser() {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      // It runs as root in containers, and must not look anything up on the network.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    })
  }, 30_000)
  afterAll(() => browser.close())

  return {
    async open(url: string, options: BrowserContextOptions = {}): Promise<Window> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      context.setDefaultTimeout(15_000)
      onTestFinished(() => context.close())
      const page = await context.newPage()
      const problems = watch(page, new URL(url).host)
      await page.goto(url)
      return { page, problems }
    },
  }
}

export interface Window {
  readonly page: Page
  /** What the console complained of, and what was asked of other hosts. */
  readonly problems: readonly string[]
}

function watch(page: Page, host: string): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    if (new URL(request.url()).host !== host) problems.push(`asked ${request.url()}`)
  })
  return problems
}
