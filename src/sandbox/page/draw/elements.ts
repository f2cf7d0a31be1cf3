import { drawButton, drawOverflow } from './buttons.ts'
import { drawChoiceGroup } from './choice-groups.ts'
import { drawField } from './fields.ts'
import type { Html } from './html.ts'
import { drawMenu, drawSeveral } from './menus.ts'
import type { Placed } from './placed.ts'

/** What one can press, choose or fill in. */
export function drawElement(placed: Placed): Html {
  const { element } = placed
  switch (element.type) {
    case 'button':
      return drawButton({ ...placed, element })
    case 'overflow':
      return drawOverflow({ ...placed, element })
    case 'checkboxes':
    case 'radio_buttons':
      return drawChoiceGroup({ ...placed, element })
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return drawMenu(placed)
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return drawSeveral(placed)
    default:
      return drawField(placed)
  }
}
