import type { Feature } from '../../src/chatops/contract.ts'
import { defaultSlash } from '../../src/chatops/routing/conversation.ts'
import { prepareAnswer } from '../../src/chatops/routing/prepare.ts'
import { viewFor } from '../../src/chatops/view.ts'
import type { Chart } from '../../src/domain/chart.ts'
import type { Language } from '../../src/domain/language.ts'
import { localeFor } from '../../src/domain/language.ts'
import { features } from '../../src/features/index.ts'
import { createDemoClock, sandboxStart } from '../../src/sandbox/index.ts'
import { startBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'

/** The charts that the features make of the sandbox's figures, as Claire is answered, on a clock that stands. */
export async function startDrawing() {
  const charts: (Chart | undefined)[] = []
  const handOut: Feature = {
    name: 'hand-out',
    acts: [
      {
        name: 'hand-out',
        access: 'anyone',
        // More of them in a moment than one person may ask for.
        isUrgent: true,
        async act(core, { asker, words }) {
          const { found, asker: reader } = await prepareAnswer(core, words.line(), asker.profile)
          charts.push(found.draw(viewFor(core, asker.profile, defaultSlash, reader)))
          return undefined
        },
      },
    ],
  }
  const clock = { ...createDemoClock(), now: () => new Date(sandboxStart) }
  const bot = await startBot({ clock, features: [...features, handOut] })
  const steps = raiseSteps(bot)
  for (const [scope, amount] of [
    ['organization', '42000'],
    [bot.mistral.organization.workspaces.find(({ name }) => name === 'Support-bot')?.id ?? '', '9000'],
  ] as const) {
    await steps.open('U0CLAIRE', `budget set ${amount}`)
    await steps.send('U0CLAIRE', { scope, amount })
  }
  return {
    async chartOf(line: string, language: Language): Promise<Chart> {
      bot.slack.updatePerson('U0CLAIRE', { locale: localeFor(language) })
      await bot.ask(`hand-out ${line}`, { user: 'U0CLAIRE' })
      const chart = charts.at(-1)
      if (!chart) throw new Error(`${line} has no picture`)
      return chart
    },
  }
}
