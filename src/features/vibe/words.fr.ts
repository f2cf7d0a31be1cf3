import { plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'L’utilisation de Vibe Code : sessions, personnes, tokens, appels d’outils, modifications acceptées',
  finding: (period, sessions, prompts) =>
    `${period} : ${plural(sessions, 'session', 'sessions')} Vibe Code${prompts ? `, ${plural(prompts, 'prompt', 'prompts')}` : ''}`,
  change: { prompts: 'Prompts', toolCalls: 'Appels d’outils', hours: 'Heures' },
  surface: { cli: 'Terminal', acp: 'Éditeur', programmatic: 'Programmes' },
  sessions: (parts) => `Sessions : ${parts}`,
  mostUsers: (people) => `Jusqu’à ${plural(people, 'personne', 'personnes')} par jour`,
  hours: (hours) => plural(hours, 'heure', 'heures'),
  toolCalls: (total, failed) => `${plural(total, 'appel d’outil', 'appels d’outils')}, dont ${failed} en échec`,
  tokensTitle: '*Tokens par modèle*',
  tokens: (model, input, output, cached) => `${model} : ${input} en entrée · ${output} en sortie · ${cached} en cache`,
  edits: (total, accepted) =>
    `${plural(total, 'suggestion de modification', 'suggestions de modification')}, dont ${accepted} acceptées`,
  lines: (inserted, deleted) => `+${inserted} et −${deleted} lignes`,
  hidden: (days) =>
    plural(
      days,
      'jour avec moins de cinq personnes n’est pas affiché',
      'jours avec moins de cinq personnes ne sont pas affichés',
    ),
  nothing: (period) => `${period} : Mistral ne signale aucune utilisation de Vibe Code`,
  notOffered:
    'Mistral n’a pas de statistiques d’usage de Vibe Code pour cette Organisation, je ne peux donc pas dire comment il est utilisé',
  tooFew: (period) =>
    `${period} : moins de cinq personnes par jour ont utilisé Vibe Code, leurs chiffres ne sont donc pas affichés`,
  subtitle: (days) => `Sessions Vibe Code par jour, ${days}, jours UTC`,
}
