import { actions, button } from '../../chatops/blocks.ts'
import { defineCommand } from '../../chatops/contract.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { drawDigest } from './chart.ts'
import { gatherDigest } from './gather.ts'
import { subscribeButton } from './list-view.ts'
import { renderDigest } from './view.ts'
import { periodOf, type Rhythm } from './when.ts'
import { digestWords } from './words.ts'

const rhythmsByWord: Readonly<Record<string, Rhythm>> = { '': 'weekly', weekly: 'weekly', monthly: 'monthly' }

/** `/mistral digest [monthly]`: what a digest would say now, to look at, and the way to have it posted. */
export const previewCommand = defineCommand({
  name: 'digest',
  access: 'figures',
  summary: (reader) => digestWords(reader).summary,
  usage: '[monthly] · subscribe · list · preview · send · pause · resume · edit · unsubscribe',
  examples: ['digest', 'digest monthly', 'digest subscribe', 'digest list'],
  isShareable: true,
  parse(words): Rhythm {
    const typed = words.rest().toLowerCase()
    const rhythm = Object.hasOwn(rhythmsByWord, typed) ? rhythmsByWord[typed] : undefined
    if (!rhythm) throw new InvalidInput('option', typed, ['monthly', 'subscribe', 'list'])
    return rhythm
  },
  run: (context, rhythm) =>
    gatherDigest(context, periodOf({ rhythm, zone: context.config.timeZone }, context.clock.now())),
  render(report, view) {
    const message = renderDigest(report, view)
    if (view.isShared) return message
    const list = button('digest.list', digestWords(view).buttons.list, '0')
    return { ...message, blocks: [...message.blocks, actions(subscribeButton(view), list)] }
  },
  draw: drawDigest,
})
