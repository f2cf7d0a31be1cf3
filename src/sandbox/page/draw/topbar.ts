import type { SandboxPerson } from '../../slack/index.ts'
import { linkTo, listPeople, type Scene } from '../scene.ts'
import { drawAvatar } from './avatar.ts'
import { formatMoment } from './dates.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'

export function drawTopbar(scene: Scene): Html {
  const { clock, reader, panel } = scene
  const now = clock.now()
  const place = { ...reader, now }
  const time = formatMoment(
    now,
    { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    place,
  )
  const controls = attributes({
    class: 'tool',
    href: linkTo(scene, { panel: panel ? undefined : 'controls' }),
    'data-go': true,
    'aria-expanded': panel ? 'true' : 'false',
  })
  return html`<header class="topbar">
    <button type="button" class="icon menu" data-act="toggle-sidebar" aria-label="Channels">${icon('menu')}</button>
    <b class="workspace">Northwind</b>
    <time class="now" datetime="${now.toISOString()}" title="The sandbox’s clock">${time}</time>
    ${drawPeople(scene)}
    <button type="button" class="tool" data-act="switch-theme" aria-label="Light or dark">${icon('theme')}</button>
    <a${controls}>Sandbox</a>
  </header>`
}

/** Whom the window belongs to: one click makes it somebody else's, another window may be a third's. */
function drawPeople(scene: Scene): Html {
  const { reader } = scene
  const people = listPeople(scene).map((person) => {
    const about = `${person.realName}, ${describe(person, scene)}`
    const facts = attributes({
      href: linkTo(scene, { as: person.id }),
      title: about,
      'aria-label': about,
      'aria-current': person.id === reader.id ? 'true' : undefined,
      'data-go': true,
    })
    return html`<a${facts}>${drawAvatar(person.id, scene)}</a>`
  })
  return html`<nav class="people" aria-label="You are"><span class="you-are">You are <b>${reader.realName}</b><span class="about">, ${describe(reader, scene)}</span></span>${people}</nav>`
}

/** Who that is in the company, and at Mistral. */
function describe({ title, kind, email }: SandboxPerson, { mistral }: Scene): string {
  const role = mistral.organization.members.find((member) => member.email === email)?.role
  return [title ?? kind, role && `${role} at Mistral`].filter(Boolean).join(' · ')
}
