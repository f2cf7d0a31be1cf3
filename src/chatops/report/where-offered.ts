import { UpstreamError } from '../../domain/errors.ts'
import { section } from '../blocks.ts'
import type { CommandDefinition } from '../contract.ts'
import type { Reader } from '../words/catalogue.ts'
import { coreWords } from '../words/index.ts'

/**
 * A report on analytics that not every plan and not every address of the Admin API has: without them it says what it
 * cannot tell, in its own words, and what would offer it; it has no picture and no lines.
 */
export function whereOffered<Args, Data>(
  report: CommandDefinition<Args, Data>,
  sayNotOffered: (reader: Reader) => string,
): CommandDefinition<Args, Data | undefined> {
  const { run, render, draw, table, ...rest } = report
  return {
    ...rest,
    async run(context, args) {
      try {
        return await run(context, args)
      } catch (error) {
        if (error instanceof UpstreamError && error.reason === 'notOffered') return undefined
        throw error
      }
    },
    render(data, view) {
      if (data !== undefined) return render(data, view)
      const text = sayNotOffered(view)
      return { text, blocks: [section(`*${text}*\n${coreWords(view).report.notOfferedHint}`)] }
    },
    ...(draw && { draw: (data, view) => (data === undefined ? undefined : draw(data, view)) }),
    ...(table && { table: (data, view) => (data === undefined ? { columns: [], rows: [] } : table(data, view)) }),
  }
}
