import { plural } from '../../chatops/words/french.ts'
import { sayCode, sayField, spell } from './values.fr.ts'
import type { en } from './words.en.ts'

const outcomes: Readonly<Record<string, string>> = {
  done: '',
  refused: '⛔ refusé',
  failed: '⚠ échec',
  unknown: '⚠ issue inconnue',
}

const actorKinds: Readonly<Record<string, string>> = { HUMAN: 'une personne', API_KEY: 'une clé d’API' }

export const fr: typeof en = {
  summary: 'Qui a fait quoi ici, quand et pourquoi ; et le journal de Mistral',
  title: (scope) => (scope ? `Piste d’audit : ${scope}` : 'Piste d’audit'),
  newest: (title, action) => `${title} · dernière entrée : ${action}`,
  nothingYet: 'La piste d’audit est vide : personne n’a encore rien demandé ni décidé.',
  nothingFound: (scope) => `La piste d’audit ne contient aucune entrée de ce type${scope ? ` (${scope})` : ''}.`,

  actions: {
    'audit.viewed': 'a consulté un journal d’audit',
    'audit.exporting': 'a demandé un export du journal d’audit',
    'audit.exported': 'a exporté le journal d’audit',
    'settings.changed': 'paramètres modifiés',
  },
  outcome: (outcome) => outcomes[outcome] ?? outcome,
  topic: (word) => word,
  value: sayCode,
  event: spell,
  figure: sayField,
  field: (name, value) => `${name} : ${value}`,
  noLimit: 'aucun plafond',
  bot: 'le bot',
  person: (id) => `personne ${id}`,
  erased: (id) => `personne effacée ${id}`,
  reason: (text) => `« ${text} »`,
  reasonErased: '_motif effacé_',
  end: (sequence, hash) => `La chaîne se termine à l’entrée ${sequence} : ${hash}`,
  removed: (day) => `La plupart des entrées d’avant le ${day} ont été supprimées, comme le veut \`RETENTION_MONTHS\``,
  looks: (command) => `Pour voir qui a consulté cette piste : ${command}`,

  older: 'Plus ancien',
  export: 'Exporter',
  mistralLog: 'Journal de Mistral',
  ownTrail: 'Notre piste',
  exported: (count) =>
    `Piste d’audit : ${plural(count, 'entrée', 'entrées')} en CSV, et la chaîne complète en NDJSON, que \`npm run audit:verify -- <file>\` vérifie.`,
  logExported: (count) => `Journal d’audit de Mistral : ${plural(count, 'entrée', 'entrées')} en CSV et NDJSON.`,

  logTitle: (scope) => `Journal d’audit de Mistral : ${scope}`,
  logNothing: 'Aucune entrée du journal de Mistral ne correspond.',
  logRange: (first, last, count) => `${first}–${last} sur ${count}`,
  logCut: '⚠ Il y en a plus que je n’en lis en une fois : demandez une période plus courte.',
  logUnreadable: (count) => `⚠ ${plural(count, 'entrée illisible', 'entrées illisibles')}`,
  logSource: (time) => `API Mistral ${time}`,
  actorKind: (kind) => actorKinds[kind] ?? (kind || 'inconnu'),
  hand: { ours: '✅ notre modification', person: 'à la main', program: '⚠ un autre programme' },
  otherProgram: (actor, count, latest) =>
    `⚠ *Un autre programme modifie le plafond* : ${actor}, ${count} fois, dernière modification : ${latest}. Notre piste ne contient aucune modification de ce type.`,
}
