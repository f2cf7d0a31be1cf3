import { defineCommand, defineFeature, defineSection } from '../../chatops/contract.ts'
import { TypedWords } from '../../chatops/routing/typed-words.ts'
import { parseSpend } from './args.ts'
import { withBudget } from './budget.ts'
import { drawSpend } from './chart.ts'
import { gatherSpend } from './gather.ts'
import { tabulateSpend } from './table.ts'
import { renderSpend } from './view.ts'
import { spendWords } from './words.ts'

export const spend = defineFeature({
  name: 'spend',
  home: [
    defineSection({
      order: 20,
      access: 'figures',
      gather: async (context) =>
        withBudget(context, await gatherSpend(context, parseSpend(new TypedWords(''), context.clock.now()))),
      render: (report, view) => [{ type: 'divider' }, ...renderSpend(report, view).blocks],
      draw: drawSpend,
    }),
  ],
  words: [spendWords],
  commands: [
    defineCommand({
      name: 'spend',
      access: 'figures',
      summary: (reader) => spendWords(reader).summary,
      usage: '[period] [by category|model|day|workspace] [workspace:<name>] [share]',
      examples: ['spend', 'spend last month by model', 'spend 7d workspace:"Support bot"', 'spend q3 share'],
      isShareable: true,
      parse: parseSpend,
      run: async (context, args) => withBudget(context, await gatherSpend(context, args)),
      render: renderSpend,
      draw: drawSpend,
      table: tabulateSpend,
    }),
  ],
})
