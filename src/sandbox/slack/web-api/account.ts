import { z } from 'zod'
import { validateBlocks, validateView } from '../block-kit/validate.ts'
import { shapeBot } from '../shapes/message.ts'
import { refuseStructure, SlackRefusal } from '../slack-refusal.ts'
import { defineMethod, structure } from './method.ts'

/** The app itself: who it is, its connections, its bot user, and the check of its blocks. */
export const accountMethods = {
  'auth.test': defineMethod({
    args: {},
    run: (_args, { identity, baseUrl }) => ({
      url: baseUrl,
      team: identity.teamName,
      user: identity.botName,
      team_id: identity.teamId,
      user_id: identity.botUserId,
      bot_id: identity.botId,
      is_enterprise_install: false,
    }),
  }),
  'apps.connections.open': defineMethod({
    token: 'app',
    args: {},
    run: (_args, { baseUrl, tickets, identity }) => ({
      url: `${baseUrl.replace(/^http/, 'ws')}link?ticket=${tickets.issue()}&app_id=${identity.appId}`,
    }),
  }),
  'bots.info': defineMethod({
    scopes: ['users:read'],
    args: { bot: z.string().optional() },
    run: ({ bot }, workspace) => {
      if (bot !== undefined && bot !== workspace.identity.botId) throw new SlackRefusal('bot_not_found')
      return { bot: shapeBot(workspace) }
    },
  }),
  'blocks.validate': defineMethod({
    args: { blocks: structure(z.unknown()).optional(), view: structure(z.unknown()).optional() },
    run: ({ blocks, view }, { files: { isImageReady } }) => {
      const checked =
        view === undefined ? validateBlocks(blocks, { isImageReady }) : validateView(view, { isImageReady })
      if (!checked.ok) throw refuseStructure('invalid_blocks', checked.problems)
      return {}
    },
  }),
}
