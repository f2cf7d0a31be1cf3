import { isOne, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'Quels agents sont utilisés, par combien de personnes, et comment cela évolue',
  counted: { messages: 'Messages', users: 'Personnes', conversations: 'Conversations' },
  by: { messages: 'Par messages', users: 'Par personnes', conversations: 'Par conversations' },
  finding: (period, agents, messages) =>
    `${period} : ${plural(agents, 'agent a répondu', 'agents ont répondu')} à ${plural(messages, 'message', 'messages')}`,
  row: (messages, people) =>
    `*${messages}* ${isOne(messages) ? 'message' : 'messages'}, ${plural(people, 'personne', 'personnes')}`,
  rest: (agents, messages) =>
    `${plural(agents, 'autre agent', 'autres agents')}  *${messages}* ${isOne(messages) ? 'message' : 'messages'}`,
  small: (agents, messages) =>
    `${plural(agents, 'agent', 'agents')} avec moins de cinq personnes, regroupés  *${messages}* ${isOne(messages) ? 'message' : 'messages'}`,
  nothing: (period) => `${period} : Mistral ne signale aucune utilisation d’agents`,
  notOffered:
    'Mistral n’a pas de statistiques d’usage du Chat pour cette Organisation, je ne peux donc pas dire quels agents sont utilisés',
  idsOnly: 'Mistral indique les agents par identifiant, pas par nom',
  subtitle: (what, days) => `${what} par agent utilisé par au moins cinq personnes, ${days}, jours UTC`,
}
