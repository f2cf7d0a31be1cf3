import type { Core } from '../../chatops/context.ts'
import type { Call } from '../../chatops/contract.ts'
import { sendFiles } from '../../chatops/report/send-files.ts'
import { writeTable } from '../../chatops/report/table.ts'
import { findCommand, type Prepared, prepareAnswer } from '../../chatops/routing/prepare.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { code, cut } from '../../chatops/text.ts'
import { openTrail, recordLeaving } from '../../chatops/trail.ts'
import { viewFor } from '../../chatops/view.ts'
import { InvalidInput, NotFound } from '../../domain/errors.ts'
import type { Message } from '../../slack/message.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { describeFile, nameFile, sayEmpty } from './describe.ts'
import { listReports } from './view.ts'
import { exportWords } from './words.ts'

/** `export <report> …`: the report is made anew, with the asker's own rights, and its lines are sent to them alone. */
export async function sendReport(core: Core, { asker, view, words }: Call & { words: TypedWords }): Promise<Message> {
  const line = words.line()
  const command = findCommand(core, line)
  const [name = ''] = line.split(' ')
  if (!command?.isExportable) {
    const { title, notExportable } = exportWords(view)
    return listReports(core.features.commands, name ? notExportable(code(name, 40)) : title, view)
  }
  const { found, asker: reader } = await prepareReport(core, line, asker.profile, command.name)
  const own = viewFor(core, asker.profile, view.slash, reader)
  const table = found.table(own)
  const finding = found.render(own).text
  if (!table || table.rows.length === 0) return sayEmpty(finding, own)
  const file = { name: nameFile(line, core.clock.now()), content: writeTable(table) }
  const figures = { report: command.name, rows: table.rows.length }
  const send = () => sendFiles(core, asker.profile.id, [file], describeFile(finding, table, core.clock.now(), own), own)
  return recordLeaving(openTrail(core, asker), leaving, figures, send, { text: cut(line, 200) })
}

const leaving = { before: 'report.exporting', after: 'report.exported' } as const

/** What was not understood is told with examples that begin with the report. */
async function prepareReport(core: Core, line: string, profile: SlackProfile, name: string): Promise<Prepared> {
  try {
    return await prepareAnswer(core, line, profile)
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof NotFound)) throw error
    const examples = error.examples.map((example) => `${name} ${example}`)
    throw error instanceof InvalidInput
      ? new InvalidInput(error.what, error.input, examples, error.meant)
      : new NotFound(error.what, error.input, examples)
  }
}
