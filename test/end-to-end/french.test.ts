import { describe, expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { printView } from '../../src/sandbox/print-message.ts'
import { sandboxChannels, sandboxPeople } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { findBadTypography, findEnglish, speakFrench } from '../support/french.ts'
import { raiseSteps } from '../support/raise.ts'
import { mrkdwnOf, postsIn, read } from './support.ts'

const finops: string = sandboxChannels.finops.id
const claire = { user: 'U0CLAIRE', channel: finops }
const everybody = sandboxPeople.map(({ id }) => id)

async function startFrench(settings: Readonly<Record<string, string>> = {}) {
  const events = manifest.settings.event_subscriptions.bot_events
  const bot = await startBot({ settings: { LANGUAGE: 'fr', ...settings }, events })
  speakFrench(bot, ...everybody)
  return bot
}

/** What Claire is answered, and that nothing in it is English or set as English is. */
async function expectAnswers(expected: readonly (readonly [line: string, answer: RegExp])[]): Promise<void> {
  const bot = await startFrench()
  for (const [line, answer] of expected) {
    // Said while a busy machine takes its time.
    const messages = (await bot.ask(line, claire)).filter(({ text }) => text !== 'Chargement…')
    expect(messages.map((message) => read(bot.slack, message)).join('\n')).toMatch(withAnySpace(answer))
    const texts = messages.flatMap(mrkdwnOf)
    expect(texts.flatMap(findBadTypography), line).toEqual([])
    expect(texts.flatMap(findEnglish), line).toEqual([])
  }
}

describe('in French', () => {
  test('what is spent, and where the limit stands', () =>
    expectAnswers([
      ['spend', /^Novembre : 26 \d{3} € sur 45 000 € \(60 %\)\nFin de mois prévue à 43 \d00 €/],
      ['spend last month', /^Octobre : 43 \d{3} €\n\+7 % \(\+2 \d{3} €\) par rapport à septembre/],
      ['spend q3 by day', /^T3 2026 : [\s\S]*Par jour\nJour le plus élevé : mar\. 29 sept\.[\s\S]*\nmer\. 30 sept\./],
      ['spend by workspace', /Par Workspace[\s\S]*\[Par modèle\]/],
      ['limits', /utilisés sur 45 000 € \(60 %\)[\s\S]*\[Demander un relèvement\] \[Abaisser\]/],
      ['models', /^Novembre : 26 \d{3} € pour [\s\S]*[Tt]okens et leur prix par million/],
      ['workspaces', /^Novembre : 26 \d{3} € dans \d+ Workspaces[\s\S]*propriétaires? :/],
      ['seats', /licences? [\s\S]*Admin Panel/],
      ['digest', /^11–17 nov\. : [\s\S]*par rapport à la semaine précédente/],
    ]))

  test('where the month lands, and how wrong that has been', () =>
    expectAnswers([
      [
        'forecast',
        /^Novembre : 43 \d00 € prévus à ce rythme, sur 45 000 €\nLe plafond de 45 000 € devrait suffire[\s\S]*Intervalle à 80 % : [\d\s]+–[\d\s]+ € ; [\s\S]*, sur août, septembre et octobre\nÉcart moyen : \d+ % après 5 jours/,
      ],
      ['forecast by model', /Par modèle, chacun séparément\n[\s\S]* à ce jour[\s\S]*\[Dépense\]/],
      [
        'forecast last month',
        /^Octobre est terminé : 43 \d{3} € dépensés\nAprès 5 jours, la prévision était de [\d\s]+ €/,
      ],
      ['forecast q3', /^Je ne comprends pas le mois « q3 »/],
    ]))

  test('a report as a file', () =>
    expectAnswers([
      ['export whoami', /^`whoami` ne peut pas être exporté\.[\s\S]*\[Exporter spend\]/],
      [
        'export spend last month',
        /^Octobre : 43 \d{3} € · [^\n]*\n\d+ lignes en CSV, export à 09:12 UTC :[\s\S]*Le fichier est dans/,
      ],
    ]))

  test('a digest, from the form to the post in the language that was chosen', async () => {
    const bot = await startFrench({ DIGEST_CHANNEL: '', TIME_ZONE: 'Europe/Paris' })
    const modal = () => {
      const view = bot.slack.views('U0CLAIRE').at(-1)
      return view ? printView(view, bot.slack) : ''
    }
    const done = async (act: () => Promise<unknown>) => {
      const count = bot.outcomes.length + 1
      await act()
      await bot.finished(count)
    }
    const send = (values: Readonly<Record<string, string>>) =>
      bot.slack.submitView({ user: 'U0CLAIRE', viewId: bot.slack.views('U0CLAIRE').at(-1)!.id, values })

    await done(() => bot.slack.command({ ...claire, text: 'digest subscribe' }))
    expect(modal()).toMatch(withAnySpace(/Nouveau récapitulatif[\s\S]*Chaque semaine : [\s\S]*\[Annuler\] \[Abonner\]/))
    expect(findEnglish(modal())).toEqual([])
    await send({ channel: finops, zone: 'Paris-Centre' })
    expect(bot.slack.views('U0CLAIRE').at(-1)?.errors).toEqual({
      zone: 'Je ne connais pas ce fuseau horaire. Indiquez-en un comme Europe/Paris.',
    })
    await done(() => send({ channel: finops, weekday: '5', time: '09:00', zone: 'Europe/Paris', language: 'fr' }))
    expect(modal()).toMatch(
      withAnySpace(
        /Canal abonné\. #finops : tous les vendredis à 09:00 \(Europe\/Paris\), toute l’Organisation\. Première publication : ven\. 20 nov\./,
      ),
    )
    expect(findEnglish(modal())).toEqual([])

    await bot.bot.settle()
    bot.sandbox.clock.advance(2 * 24 * 3_600_000)
    await bot.bot.settle()
    const posts = postsIn(bot.slack, finops)
    expect(posts.map((post) => read(bot.slack, post))[0]).toMatch(
      withAnySpace(
        /^13–19 nov\. : [\s\S]*par rapport à la semaine précédente[\s\S]*\[Mettre en pause\] \[Paramètres\]/,
      ),
    )
    expect(posts.flatMap(mrkdwnOf).flatMap(findBadTypography)).toEqual([])
    expect(posts.flatMap(mrkdwnOf).flatMap(findEnglish)).toEqual([])
    const [list] = await bot.ask('digest list', claire)
    expect(read(bot.slack, list!)).toMatch(/Créé par @Claire Fontaine[\s\S]*\[Publier maintenant\]/)
  })

  test('who uses what', () =>
    expectAnswers([
      ['top-users', /^\d personnes représentent \d+ % des messages dans le Chat/],
      ['agents', /agents ont répondu à 1 \d{3} messages/],
      ['activity', /personnes ont envoyé 6 \d{3} messages dans le Chat/],
      ['vibe', /sessions Vibe Code[\s\S]*appels d’outils/],
    ]))

  test('who one is, what works, and who did what', () =>
    expectAnswers([
      ['whoami', /votre rôle : admin\.[\s\S]*Vous pouvez voir les chiffres, demander un plafond plus élevé et décider/],
      ['whoami data', /Ce qui est conservé à votre sujet/],
      ['status', /^Tout va bien\.[\s\S]*Mistral : 127/],
      ['audit', /^Piste d’audit[\s\S]*peut désormais décider/],
    ]))

  test('help, and what cannot be understood', () =>
    expectAnswers([
      ['help', /Ce que coûte Mistral[\s\S]*`\/mistral spend` {2}Ce qui a été dépensé/],
      ['spend help', /Périodes : rien \(ce mois-ci\)[\s\S]*\[Essayez : spend\]/],
      ['spend zzz', /^Je ne comprends pas la période « zzz »\. Essayez `\/mistral spend last month`/],
      ['spent', /^Je ne connais pas « spent »\. Vouliez-vous dire `\/mistral spend` \?/],
      ['spend 2027-01', /^« 2027-01 » n’a pas encore commencé\./],
    ]))

  test('a chart’s words and its description', async () => {
    const bot = await startFrench()
    const [message] = await bot.ask('spend', claire)
    const chart = message?.blocks.find(({ type }) => type === 'data_visualization' || type === 'image')
    expect(JSON.stringify(chart)).toMatch(/Novembre.*à ce rythme/)
    await bot.ask('spend share', claire)
    const picture = postsIn(bot.slack, finops)
      .flatMap(({ blocks }) => blocks)
      .find(({ type }) => type === 'image')
    const description = picture?.type === 'image' ? picture.alt_text : ''
    expect(description).toMatch(withAnySpace(/Dépense API, 1er–18 nov\.[\s\S]*Plafond 45 000 €[\s\S]*prévision 43/))
    expect(findBadTypography(description)).toEqual([])
    expect(findEnglish(description)).toEqual([])
  })

  test('what goes wrong: no role, a guest, Mistral away', async () => {
    const bot = await startFrench()
    const general = sandboxChannels.general.id
    expect(await bot.askForText('spend', { user: 'U0JONAS' })).toMatch(/^Je ne peux pas vous montrer de chiffres/)
    expect(await bot.askForText('spend', { user: 'U0GABI', channel: general })).toMatch(/^Les invités de cet espace/)
    bot.mistral.faults.fail(503)
    expect(await bot.askForText('spend', claire)).toMatch(/^L’API d’administration de Mistral ne répond pas/)
  })

  test('a raise, from the form to the proof', async () => {
    const bot = await startFrench()
    const steps = raiseSteps(bot)
    await steps.open('U0SARAH', 'limits raise')
    expect(steps.modal('U0SARAH')).toMatch(
      /Relever le plafond[\s\S]*Pour quelle durée\s\?[\s\S]*\[Annuler\] \[Demander\]/,
    )
    expect(await steps.send('U0SARAH', { amount: 'beaucoup' })).toEqual({
      amount: 'Indiquez un montant entier, par exemple 50000, 50 000 ou 50k.',
    })
    await steps.send('U0SARAH', { amount: '50 000', reason: 'Le lot a bouclé.' })
    expect(steps.modal('U0SARAH')).toContain('Demande envoyée.')
    expect(steps.cardText()).toMatch(withAnySpace(/^45 000 € → 50 000 €, novembre uniquement \?\n/))
    expect(steps.cardText()).toMatch(withAnySpace(/« Le lot a bouclé\. »[\s\S]*Retour à 45 000 € le 1er déc\./))
    expect(steps.cardText()).toContain('[Approuver…] [Refuser…]')
    await steps.approve('U0CLAIRE')
    expect(steps.modal('U0CLAIRE')).toContain('Approuvé. Je modifie le plafond maintenant')
    expect(steps.cardText()).toMatch(/^✅ @Claire Fontaine.*novembre uniquement · vérifié auprès de Mistral/)
    expect(steps.threadTexts().join('\n')).toMatch(/Preuve[\s\S]*Piste d’audit jusqu’ici/)
    expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/^✅ @Claire Fontaine/)
    const said = [...postsIn(bot.slack, sandboxChannels.approvals.id)].flatMap(mrkdwnOf)
    expect(said.flatMap(findBadTypography)).toEqual([])
    expect(said.flatMap(findEnglish)).toEqual([])
  })

  test('a request that is refused', async () => {
    const bot = await startFrench()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    await steps.deny('U0MARC', 'Pas ce mois-ci.')
    expect(steps.cardText()).toMatch(withAnySpace(/^❌ Refusé : [\s\S]*« Pas ce mois-ci\. »\nJe n’ai rien modifié\./))
  })

  test('the Home', async () => {
    const bot = await startFrench()
    await bot.slack.openHome({ user: 'U0CLAIRE' })
    const text = await bot.slack.waitFor(() => {
      const home = bot.slack.home('U0CLAIRE')
      const shown = home ? printView(home, bot.slack) : ''
      return shown.includes('Novembre') ? shown : undefined
    })
    expect(text).toMatch(withAnySpace(/utilisés sur 45 000 €[\s\S]*\[Demander un relèvement\][\s\S]*\[Actualiser\]/))
    expect(findEnglish(text)).toEqual([])
  })

  test('a greeting and “aide”', async () => {
    const bot = await startFrench()
    for (const [text, said] of [
      ['Bonsoir !', 'la dépense du mois et la prévision'],
      ['aide', 'Ce que coûte Mistral'],
    ] as const) {
      const channel = bot.slack.directMessage('U0SARAH')
      const before = bot.slack.messages({ channel, as: 'U0SARAH' }).length
      await bot.slack.say({ user: 'U0SARAH', channel, text })
      const answer = await bot.slack.waitFor(() =>
        bot.slack
          .messages({ channel, as: 'U0SARAH' })
          .slice(before)
          .find(({ author }) => author !== 'U0SARAH'),
      )
      expect(mrkdwnOf(answer).join('\n')).toContain(said)
    }
  })
})

describe.each([
  ['en', /^€45,000 → €50,000, November only\?/],
  ['fr', /^45 000 € → 50 000 €, novembre uniquement \?/],
])('with posts in %s, one person French and one English', (LANGUAGE, post) => {
  test('each reads their own language, and the channel that of posts', async () => {
    const bot = await startBot({ settings: { LANGUAGE } })
    speakFrench(bot, 'U0CLAIRE')
    expect(await bot.askForText('spend')).toMatch(/^November: €26,/)
    expect(await bot.askForText('spend', claire)).toMatch(withAnySpace(/^Novembre : 26 /))
    const steps = raiseSteps(bot)
    await steps.open('U0SARAH', 'limits raise')
    expect(await steps.send('U0SARAH', { amount: 'much' })).toMatchObject({ amount: expect.stringMatching(/^Give a/) })
    await steps.send('U0SARAH', { amount: '50000' })
    expect(steps.modal('U0SARAH')).toContain('Sent.')
    expect(steps.cardText()).toMatch(withAnySpace(post))
    expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/^€45,000 → €50,000, November only\?/)
    expect(steps.directTexts('U0CLAIRE').at(-1)).toMatch(withAnySpace(/^45 000 € → 50 000 €, novembre uniquement \?/))
    await steps.open('U0CLAIRE', 'limits raise')
    expect(await steps.send('U0CLAIRE', { amount: 'trop' })).toMatchObject({
      amount: expect.stringMatching(/^Indiquez un montant/),
    })
    await steps.review('U0CLAIRE', 'approve')
    expect(steps.modal('U0CLAIRE')).toContain('Approuver la demande')
  })
})

/** In a pattern an ordinary space stands for whichever space French wants there; the catalogues’ test knows which. */
function withAnySpace(pattern: RegExp): RegExp {
  return new RegExp(pattern.source.replaceAll(' ', '\\s'), pattern.flags)
}
