import { z } from 'zod'
import { type View, validateView } from '../block-kit/validate.ts'
import { shapeView } from '../shapes/view.ts'
import { refuseStructure, SlackRefusal } from '../slack-refusal.ts'
import type { Workspace } from '../workspace.ts'
import { defineMethod, structure } from './method.ts'

const view = structure(z.unknown())

/** A view held against Slack's limits. */
export function checkView({ files }: Workspace, content: unknown, type: View['type']): View {
  const checked = validateView(content, { isImageReady: files.isImageReady })
  if (!checked.ok) throw refuseStructure('invalid_arguments', checked.problems)
  if (checked.content.type !== type) throw new SlackRefusal('invalid_arguments')
  return checked.content
}

export const viewMethods = {
  'views.open': defineMethod({
    args: { trigger_id: z.string(), view },
    run: (args, workspace) => {
      const content = checkView(workspace, args.view, 'modal')
      const userId = workspace.triggers.exchange(args.trigger_id)
      return { view: shapeView(workspace, workspace.surfaces.open(userId, content)) }
    },
  }),
  'views.push': defineMethod({
    args: { trigger_id: z.string(), view },
    run: (args, workspace) => {
      const content = checkView(workspace, args.view, 'modal')
      const userId = workspace.triggers.exchange(args.trigger_id)
      return { view: shapeView(workspace, workspace.surfaces.push(userId, content)) }
    },
  }),
  'views.update': defineMethod({
    args: { view_id: z.string().optional(), external_id: z.string().optional(), hash: z.string().optional(), view },
    run: ({ view_id, external_id, hash, view: proposed }, workspace) => {
      const present = workspace.surfaces.find({ id: view_id, externalId: external_id })
      const content = checkView(workspace, proposed, present.content.type)
      return { view: shapeView(workspace, workspace.surfaces.update(present, content, hash)) }
    },
  }),
  'views.publish': defineMethod({
    args: { user_id: z.string(), hash: z.string().optional(), view },
    run: ({ user_id, hash, view: proposed }, workspace) => {
      const person = workspace.directory.findPerson(user_id)
      const content = checkView(workspace, proposed, 'home')
      return { view: shapeView(workspace, workspace.surfaces.publish(person.id, content, hash)) }
    },
  }),
}
