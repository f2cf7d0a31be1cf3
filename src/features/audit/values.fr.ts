import { isCode, spell as spellCode } from './values.en.ts'

/** What entries of the audit trail hold as codes, as words. */

const proofs: Readonly<Record<string, string>> = {
  readBack: 'vérifié auprès de Mistral',
  answered: 'confirmé par la réponse de Mistral',
  stated: 'déclaré par une personne, non vérifié',
}

const wishes: Readonly<Record<string, string>> = {
  'limits.approve': 'approuver une demande',
  'limits.deny': 'refuser une demande',
  'limits.withdraw': 'retirer une demande',
  'limits.done': 'confirmer une modification faite à la main',
  'limits.keep': 'conserver un plafond temporaire',
  'limits.try-later': 'reporter la fin d’un plafond temporaire',
  'limits.keep-outside': 'conserver un plafond modifié chez Mistral',
  'limits.change-back': 'demander le plafond précédent',
  'limits.request': 'demander un autre plafond',
  'limits.break-glass': 'relever le plafond sans approbation',
  'limits raise': 'demander un relèvement',
  'limits lower': 'abaisser le plafond',
  'limits set': 'fixer le plafond',
  'limits remove': 'supprimer le plafond',
  'limits break-glass': 'relever le plafond sans approbation',
  'budget set': 'définir un budget',
  'budget remove': 'supprimer un budget',
  'budget.set': 'définir un budget',
  'budget.remove': 'supprimer un budget',
  'digest.form': 'abonner un canal à un récapitulatif, ou en modifier un',
  'digest.send': 'publier un récapitulatif',
  'digest.mute': 'mettre un récapitulatif en pause',
  'digest.settings': 'modifier un récapitulatif',
  'digest.end': 'désabonner un canal d’un récapitulatif',
  'digest subscribe': 'abonner un canal à un récapitulatif',
}

const refusals: Readonly<Record<string, string>> = {
  guest: 'invité de l’espace de travail',
  deactivated: 'compte Slack désactivé',
  bot: 'pas une personne',
  foreign: 'de l’espace de travail d’une autre entreprise',
  noRole: 'aucun rôle chez Mistral',
  held: 'adresse modifiée moins de 24 heures auparavant',
  ownRequest: 'sa propre demande',
  decidedAlready: 'avait déjà approuvé',
  nobodyDecides: 'personne d’autre ne pouvait approuver',
  tooFewDecide: 'trop peu de personnes pouvaient approuver',
  noSuchDay: 'rien d’inhabituel n’est connu de ce jour',
  importDraftGone: 'aperçu trop ancien, déjà utilisé, ou d’une autre personne',
  draftGone: 'formulaire trop ancien, ou d’une autre personne',
  notTheCard: 'fiche qui n’est plus à jour',
  over: 'décision déjà prise',
  changeOver: 'plafond modifié une nouvelle fois, ou décision déjà prise',
  reviewOver: 'examen expiré',
  limitMoved: 'plafond modifié depuis la consultation',
  limitUnknown: 'plafond inconnu',
  notThereYet: 'Mistral affichait toujours un autre plafond',
  breakGlassOff: 'procédure d’urgence désactivée',
  notSuspended: 'accès à l’API non suspendu',
  adminOnly: 'réservé aux admins Mistral',
  writesOff: 'le bot n’est pas autorisé à modifier le plafond',
  underWay: 'modification du plafond en cours',
  notYourRequest: 'demande de quelqu’un d’autre',
  amendedOften: 'trois modifications en une heure',
  needsDecider: 'demande le rôle d’admin ou de facturation',
  heldGroup: 'entrée dans un groupe qui décide après la demande',
  archived: 'canal archivé',
  direct: 'personne avec qui partager dans un message direct',
  external: 'des personnes extérieures à l’entreprise lisent le canal',
  inviteMe: 'le bot n’est pas dans le canal',
  noDigest: 'aucun canal n’a de récapitulatif',
  digestGone: 'canal désabonné du récapitulatif',
  digestScope: 'plus aucun Workspace choisi',
  digestExists: 'le canal avait déjà ce récapitulatif',
  notYourDigest: 'récapitulatif de quelqu’un d’autre',
  digestForOrganization: 'les chiffres de toute l’Organisation demandent le rôle d’admin ou de facturation',
  notInChannel: 'pas dans le canal',
  noFigures: 'il n’y avait pas de chiffres',
  digestExternal: 'des personnes extérieures à l’entreprise lisent le canal',
  digestArchived: 'canal archivé',
  digestUnreachable: 'le bot n’est pas dans le canal, ou celui-ci n’existe plus',
  digestDirect: 'un récapitulatif est publié dans un canal',
  notShareable: 'seuls les rapports peuvent être partagés',
  notYours: 'bouton de la réponse de quelqu’un d’autre',
}

const roles: Readonly<Record<string, string>> = {
  admin: 'admin',
  billing: 'responsable de facturation',
  member: 'membre',
  organization_admin: 'admin',
  billing_manager: 'responsable de facturation',
}

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  proof: proofs,
  wanted: wishes,
  reason: refusals,
  role: roles,
  source: { trail: 'notre piste', mistral: 'journal de Mistral' },
}

/** Mistral’s own names of what happened stay as they are, split into words. */
export const spell = spellCode

/** undefined: no code, but somebody’s or Mistral’s own word. */
export function sayCode(key: string, code: string): string | undefined {
  const known = Object.hasOwn(values, key) ? values[key] : undefined
  if (known && Object.hasOwn(known, code)) return known[code]
  return isCode(code) ? spell(code) : undefined
}

const fields: Readonly<Record<string, string>> = {
  channel: 'canal',
  command: 'commande',
  entries: 'entrées',
  proof: 'preuve',
  reason: 'motif',
  report: 'rapport',
  role: 'rôle',
  sequence: 'entrée',
  use: 'utilisation',
  wanted: 'action',
}

/** Mistral’s own fields and settings keep their names. */
export const sayField = (key: string): string =>
  (Object.hasOwn(fields, key) ? fields[key] : undefined) ?? key.replaceAll(/[-_]/g, ' ')
