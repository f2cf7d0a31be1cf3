import { type Language, languages } from '../../../domain/language.ts'
import { type FaultName, faultNames } from '../fault-switches.ts'
import { linkTo, type PanelName, type Scene } from '../scene.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { drawRequests } from './requests.ts'

const panels: Readonly<Record<PanelName, string>> = { controls: 'Controls', requests: 'Requests' }

/** What one cannot do in the real Slack. */
export function drawPanel(scene: Scene): Html | false {
  const { panel } = scene
  if (!panel) return false
  const tabs = Object.entries(panels).map(([name, title]) => {
    const facts = attributes({
      href: linkTo(scene, { panel: name === 'requests' ? 'requests' : 'controls' }),
      'data-go': true,
      'aria-current': name === panel ? 'page' : undefined,
    })
    return html`<a${facts}>${title}</a>`
  })
  return html`<aside class="panel" data-key="panel" aria-label="Sandbox">
    <header class="conversation-header with-tabs"><h2>Sandbox</h2><nav aria-label="Parts of the panel">${tabs}</nav>
      <a class="icon" href="${linkTo(scene, { panel: undefined })}" data-go aria-label="Close the panel">${icon('close')}</a></header>
    <div class="scroll" data-scroll="panel-${panel}" tabindex="-1">${panel === 'requests' ? drawRequests(scene) : drawControls(scene)}</div>
  </aside>`
}

const control = (act: object, text: string, style = '') =>
  html`<button type="button" class="button ${style}" data-act="control" data-body="${JSON.stringify(act)}">${text}</button>`

function drawControls(scene: Scene): Html {
  return html`
    <section><h3>Time</h3><div class="actions">
      ${control({ act: 'move-clock', to: 'hour' }, '+1 hour')}
      ${control({ act: 'move-clock', to: 'day' }, '+1 day')}
      ${control({ act: 'move-clock', to: 'monday' }, 'To Monday 09:00')}
      ${control({ act: 'move-clock', to: 'month' }, 'Past the month’s end')}
    </div></section>
    ${drawMoney(scene)}
    <section><h3>Language of ${scene.reader.realName}’s Slack</h3><div class="actions">${languages.map((language) =>
      control({ act: 'set-language', language }, nameLanguage(language)),
    )}</div></section>
    <section><h3>Break things</h3>${Object.entries(faultNames).map(([name, text]) => drawSwitch(name as FaultName, text, scene))}</section>
    <section><h3>Start over</h3><p class="quiet">Forgets all messages, figures and decisions, the bot’s too.</p>${control({ act: 'reset' }, 'Reset the sandbox', 'danger')}</section>`
}

/** In itself, as Slack's settings have it: "English", "Français". */
function nameLanguage(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function drawMoney({ mistral, reader }: Scene): Html {
  const { use, limit, isSuspended } = mistral.organization
  const money = new Intl.NumberFormat(reader.locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })
  const state = limit === null ? 'no limit' : `of ${money.format(limit)}`
  const amounts = [500, 2_500, 10_000]
  return html`<section><h3>Spend and limit at Mistral</h3>
    <p><b>${money.format(use)}</b> ${state}${isSuspended && html` <span class="badge alarm">API suspended</span>`}</p>
    <meter min="0"${attributes({ max: limit ?? use, value: use })}>${money.format(use)}</meter>
    <div class="actions">${amounts.map((amount) => control({ act: 'burn', amount }, `Burn ${money.format(amount)}`))}</div>
    <form class="behind" data-act="set-limit">
      <label for="new-limit">Change the limit behind the bot’s back</label>
      <div class="actions"><input class="field" id="new-limit" name="amount" inputmode="numeric" placeholder="No limit" value="${limit}"><button class="button">Set</button></div>
    </form>
  </section>`
}

function drawSwitch(name: FaultName, text: string, { faults }: Scene): Html {
  const isOn = faults.isOn(name)
  const facts = attributes({
    type: 'checkbox',
    role: 'switch',
    checked: isOn,
    'data-act': 'switch-fault',
    'data-fault': name,
  })
  return html`<label class="switch"><input${facts}> <span>${text}</span></label>`
}
