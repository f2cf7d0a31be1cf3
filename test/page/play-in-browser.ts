import type { Locator, Page } from 'playwright-core'
import type { Sandbox } from '../../src/sandbox/index.ts'
import type { Action, Step } from '../../src/sandbox/story/parse.ts'
import { findChannel, findPerson } from '../../src/sandbox/story/visible.ts'
import type { Window } from './browser.ts'

type PersonalAction = Extract<Action, { who: string }>
/** What is done on the page where one is. */
type PageAction = Exclude<PersonalAction, { does: 'open' }>

/** Plays a story as people do: with one window for each of them, and nothing but what stands on the page. */
export async function playInBrowser(
  { slack, url }: Sandbox,
  steps: readonly Step[],
  open: (url: string) => Promise<Window>,
): Promise<ReadonlyMap<string, Window>> {
  const windows = new Map<string, Window>()
  for (const { action } of steps) {
    if (!('who' in action)) throw new Error(`nobody on the page ${action.does}s`)
    const person = findPerson(slack, action.who)
    const window = windows.get(action.who) ?? (await open(`${url}?as=${person.id}`))
    windows.set(action.who, window)
    const place = 'place' in action ? action.place : undefined
    if (place) await goTo(window.page, url, { as: person.id, at: findChannel(slack, place, person) })
    if (action.does === 'open')
      await goTo(window.page, url, {
        as: person.id,
        at: action.tab === 'home' ? 'home' : slack.directMessage(person.id),
      })
    else await perform(window.page, action)
  }
  return windows
}

async function goTo(page: Page, url: string, place: { as: string; at: string }): Promise<void> {
  const address = `${url}?${new URLSearchParams(place)}`
  if (page.url() !== address) await page.goto(address)
}

async function perform(page: Page, action: PageAction): Promise<void> {
  switch (action.does) {
    case 'say':
      await page.fill('#composer', action.text)
      return page.press('#composer', 'Enter')
    case 'see':
      return sights(page, action.text).first().waitFor()
    case 'miss':
      if ((await sights(page, action.text).count()) > 0) throw new Error(`${action.who} does see “${action.text}”`)
      return
    case 'click':
      return page.getByRole('button', { name: action.text, exact: true }).last().click()
    case 'read': {
      await page.getByRole('link', { name: 'Sandbox', exact: true }).click()
      const name = action.language === 'fr' ? 'Français' : 'English'
      await page.getByRole('button', { name, exact: true }).click()
      return page.getByRole('link', { name: 'Close the panel' }).click()
    }
    case 'fill':
      return fillIn(page.locator('dialog [data-input]').filter({ hasText: action.label }), action.value)
    case 'submit':
      return page.locator('dialog footer .primary').click()
    case 'close':
      return page.keyboard.press('Escape')
  }
}

const sights = (page: Page, text: string) => page.locator('.message, dialog, .home').filter({ hasText: text })

async function fillIn(input: Locator, value: string): Promise<void> {
  const menu = input.locator('select')
  const choice = input.getByRole('radio', { name: value })
  await input.first().waitFor()
  if ((await menu.count()) > 0) await menu.selectOption({ label: value })
  else if ((await choice.count()) > 0) await choice.check()
  else await input.locator('input, textarea').fill(value)
}
