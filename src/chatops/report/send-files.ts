import type { TextFile } from '../../slack/files.ts'
import type { Message } from '../../slack/message.ts'
import { context, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'

/** Files go into the direct messages of who asked: other messages of theirs cannot carry any. Returns what they are told. */
export async function sendFiles(
  { files, installation }: Pick<Core, 'files' | 'installation'>,
  userId: string,
  texts: readonly TextFile[],
  said: string,
  view: View,
): Promise<Message> {
  const channelId = await files.openDirectMessage(userId)
  await files.sendTexts(texts, { channelId, comment: said })
  const where = `https://slack.com/app_redirect?team=${installation.teamId}&channel=${channelId}`
  return { text: said, blocks: [section(said), context(coreWords(view).filesSent(texts.length, where))] }
}
