import type { SandboxView } from '../types.ts'
import type { Workspace } from '../workspace.ts'

/** A view as Slack returns it and sends it in payloads: everything present, unset fields null. */
export function shapeView({ identity }: Workspace, view: SandboxView) {
  const { content } = view
  const isModal = content.type === 'modal'
  return {
    id: view.id,
    team_id: identity.teamId,
    type: content.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    external_id: content.external_id ?? '',
    state: { values: view.state },
    hash: view.hash,
    title: isModal ? content.title : { type: 'plain_text', text: 'View Title', emoji: true },
    submit: (isModal && content.submit) || null,
    close: (isModal && content.close) || null,
    clear_on_close: (isModal && content.clear_on_close) || false,
    notify_on_close: (isModal && content.notify_on_close) || false,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: identity.appId,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  }
}
