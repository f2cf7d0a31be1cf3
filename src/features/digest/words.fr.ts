import { inside, plural, to } from '../../chatops/words/french.ts'
import { forms } from './form-words.fr.ts'
import type { en } from './words.en.ts'

const weekdays = ['dimanches', 'lundis', 'mardis', 'mercredis', 'jeudis', 'vendredis', 'samedis']

const states: Readonly<Record<string, string>> = { active: 'actif', paused: 'en pause', ended: 'désabonné' }

const whose =
  'Seule la personne qui l’a créé, ou quelqu’un qui a le rôle d’admin ou de facturation chez Mistral, peut le modifier.'

export const fr: typeof en = {
  summary:
    'La semaine ou le mois en une publication : la dépense, ce qui a bougé, où en est le mois ; abonnez-y un canal',

  spent: (days, amount) => `${days} : ${amount}`,
  same: (days, amount, before) => `${days} : ${amount}, montant identique ${to(before)}`,
  changed: (days, amount, change, before, isPart) =>
    `${days} : ${amount}, ${change} par rapport ${to(before)}${isPart ? ', sur ce qui a un prix des deux côtés' : ''}`,
  weekBefore: 'la semaine précédente',
  otherCurrencyBefore: (days, amount, before) =>
    `${days} : ${amount} ; la devise était différente pour ${inside(before)}`,
  noUsage: (days) => `${days} : Mistral ne signale aucun usage`,
  andMore: (names, count) => `${names} et ${plural(count, 'autre', 'autres')}`,
  month: (name, spent) => `${name} : ${spent} à ce jour`,
  monthOfLimit: (name, spent, limit, share) => `${name} : ${spent} sur ${limit} (${share})`,
  monthUnknownUse: (name, spent, limit) =>
    `${name} : ${spent} à ce jour ; le plafond est de ${limit}, et Mistral n’indique pas la part utilisée`,
  monthOtherCurrency: (name, spent, limit) => `${name} : ${spent} ; plafond de ${limit}, dans une autre devise`,
  landing: (amount) => `prévision ≈ ${amount}`,
  landingAtLeast: (amount) => `prévision de ${amount} ou plus`,
  outlook: (soFar, landing, verdict) => `${soFar}, ${landing}${verdict ? ` : ${verdict}` : ''}`,
  cannotTell: 'je ne peux pas dire si le plafond suffira',
  holds: 'le plafond devrait suffire',
  mayReach: 'le plafond pourrait être atteint',
  reached: (when) => `⚠ à ce rythme, plafond atteint ≈ ${when}`,
  suspended: '🔴 *L’accès à l’API est suspendu.*',
  workspaces: (movers) => `*Workspaces*  ${movers}`,
  models: (movers) => `*Modèles*  ${movers}`,
  paymentFailed: (url) =>
    `⚠ Le dernier paiement à Mistral a échoué. Vérifiez le moyen de paiement dans l’<${url}|Admin Panel>.`,
  nearCap: (name, use, cap, share) => `⚠ ${name} a utilisé ${share} de son plafond mensuel : ${use} sur ${cap}`,
  moreNearCaps: (count, share) =>
    `⚠ ${plural(count, 'autre Workspace a utilisé', 'autres Workspaces ont utilisé')} ${share} ou plus du plafond mensuel`,
  atLeast: (share) => `au moins ${share}`,
  limitMissing: '⚠ Mistral n’a pas indiqué le plafond, le mois n’y est donc pas comparé.',
  workspacesMissing: '⚠ Mistral n’a pas donné la liste des Workspaces, je ne peux donc rien en dire.',
  gaps: '⚠ Une partie de l’usage est sans prix ou illisible, et n’est pas comptée.',
  before: 'hors TVA, licences et remises',
  subtitle: {
    weekly: (days) => `Dépense API par jour, ${days}, comparée à la semaine précédente, jours UTC`,
    monthly: (days, before) =>
      `Dépense API cumulée jour après jour, ${inside(days)} par rapport ${to(before)}, jours UTC`,
  },
  series: { week: 'Cette semaine', weekBefore: 'Semaine précédente' },
  byWorkspace: 'Par Workspace',
  byModel: 'Par modèle',
  other: (count) => plural(count, 'autre', 'autres'),
  details: (days) => `${days} en détail`,
  head: (sequence, hash) => `Piste d’audit jusqu’ici : entrée ${sequence}, ${hash}`,
  open: 'Ouvrir le rapport',
  mute: 'Mettre en pause',
  settings: 'Paramètres',
  muteQuestion: {
    title: 'Mettre ce récapitulatif en pause ?',
    text: 'Il ne sera plus publié ici tant que personne ne le reprend.',
    no: 'Le garder',
  },

  silence: {
    noUsage: (days) =>
      `Pas de récapitulatif (${inside(days)}) : Mistral ne signale aucun usage pour cette période. Le prochain sera publié quand il y en aura de nouveau.`,
    nothingBrought: (days) =>
      `Pas de récapitulatif (${inside(days)}) : aucun usage dans ce qui a été importé ou saisi. Le prochain sera publié quand il y aura de nouveaux montants.`,
    noAnswer: (days) =>
      `Pas encore de récapitulatif (${inside(days)}) : je ne peux pas obtenir les chiffres de Mistral. Il suivra dès que je les aurai.`,
    workspacesGone: (days, slash) =>
      `Pas de récapitulatif (${inside(days)}) : Mistral n’a plus les Workspaces sur lesquels il porte. Choisissez-en d’autres, ou désabonnez le canal, dans \`${slash} digest list\`.`,
  },
  notices: {
    paused: (digest, why) => `⚠ J’ai mis un récapitulatif en pause : ${digest}. ${why}`,
    passed: (digest) =>
      `Un récapitulatif appartient désormais aux admins, car la personne qui l’a créé est partie ou ne peut plus voir ces chiffres : ${digest}. Il est toujours publié. Gardez-le, modifiez-le ou désabonnez le canal.`,
    trouble: {
      external:
        'Des personnes extérieures à l’entreprise peuvent lire le canal, je n’y publie donc aucun chiffre. Choisissez un autre canal.',
      archived: 'Le canal est archivé. Choisissez un autre canal, ou désabonnez celui-ci.',
      unreachable:
        'Je ne suis pas dans le canal, ou il n’existe plus. Invitez-moi puis reprenez le récapitulatif, ou choisissez un autre canal.',
    },
    list: 'Afficher les récapitulatifs',
  },

  none: 'Aucun canal n’a encore de récapitulatif.',
  noneOfYours: 'Vous n’avez aucun récapitulatif.',
  listed: (count) => (count === 1 ? 'Un récapitulatif' : `${count} récapitulatifs`),
  more: (count) => `Afficher ${plural(count, 'autre', 'autres')}`,
  digest: (channel, rhythm, scope) => `${channel} : ${rhythm}, ${scope}`,
  weekly: (weekday, time, zone) => `tous les ${weekdays[weekday]} à ${time} (${zone})`,
  monthly: (time, zone) => `chaque mois, le premier jour ouvré à ${time} (${zone})`,
  organization: 'toute l’Organisation',
  someWorkspaces: (count) => plural(count, 'Workspace', 'Workspaces'),
  madeBy: (person) => `Créé par ${person}`,
  adminsOwn: 'Appartient aux admins',
  next: (when) => `prochaine publication : ${when}`,
  paused: {
    person: '⏸ En pause',
    external: '⏸ En pause : des personnes extérieures à l’entreprise peuvent lire le canal',
    archived: '⏸ En pause : le canal est archivé',
    unreachable: '⏸ En pause : je ne suis pas dans le canal, ou il n’existe plus',
  },
  silent: 'pas de chiffres pour le moment',
  buttons: {
    subscribe: 'Abonner un canal…',
    home: 'Nouveau récapitulatif…',
    list: 'Récapitulatifs',
    preview: 'Aperçu',
    send: 'Publier maintenant',
    pause: 'Mettre en pause',
    resume: 'Reprendre',
    edit: 'Modifier…',
    end: 'Désabonner',
  },
  sendQuestion: {
    title: 'Publier ce récapitulatif maintenant ?',
    text: 'Il est publié aussitôt dans le canal.',
    no: 'Pas maintenant',
  },
  endQuestion: { title: 'Désabonner le canal ?', text: 'Il ne recevra plus ce récapitulatif.', no: 'Le garder' },

  posted: (channel) => `Publié dans ${channel}.`,
  muted: (digest, slash) => `En pause : ${digest}. Reprenez-le avec \`${slash} digest list\`.`,
  resumed: (digest) => `Repris : ${digest}.`,
  ended: (digest) => `Canal désabonné : ${digest}.`,
  unchanged: 'Quelqu’un d’autre l’a déjà fait. Rien n’a été modifié.',

  form: forms,

  refusals: {
    noDigest: (_facts, slash) => `Aucun canal n’a de récapitulatif. Abonnez-en un avec \`${slash} digest subscribe\`.`,
    digestGone: 'Le canal a été désabonné de ce récapitulatif.',
    digestExists: 'Ce canal a déjà ce récapitulatif. Modifiez plutôt celui qui existe.',
    notYourDigest: whose,
    digestScope:
      'Ce récapitulatif porte sur des Workspaces choisis, et aucun n’est choisi à présent. Choisissez-en au moins un. Pour toute l’Organisation, désabonnez ce récapitulatif et créez-en un nouveau.',
    digestForOrganization:
      'Seules les personnes qui ont le rôle d’admin ou de facturation chez Mistral peuvent publier les chiffres de toute l’Organisation. Choisissez des Workspaces, ou adressez-vous à l’une d’elles.',
    notInChannel: 'Vous n’êtes pas dans ce canal. Rejoignez-le d’abord, ou choisissez-en un autre.',
    noFigures: 'Je ne connais aucun usage pour ces jours, il n’y a donc rien à publier.',
    digestExternal:
      'Des personnes extérieures à l’entreprise peuvent lire ce canal, je n’y publie donc aucun chiffre. Choisissez un canal interne.',
    digestArchived: 'Ce canal est archivé. Choisissez-en un autre.',
    digestUnreachable: 'Je ne suis pas dans ce canal, ou il n’existe plus. Invitez-moi, ou choisissez-en un autre.',
    digestDirect: 'Un récapitulatif est publié dans un canal, pas dans un message direct. Choisissez un canal.',
  },
  actions: {
    'digest.sending': 'a commencé à publier un récapitulatif',
    'digest.sent': 'a publié un récapitulatif',
    'digest.subscribed': 'a abonné un canal à un récapitulatif',
    'digest.changed': 'a modifié un récapitulatif',
    'digest.paused': 'a mis un récapitulatif en pause',
    'digest.resumed': 'a repris un récapitulatif',
    'digest.unsubscribed': 'a désabonné un canal d’un récapitulatif',
    'digest.passed': 'a confié un récapitulatif aux admins',
  },
  personal: {
    sheet: {
      what: 'Les récapitulatifs que vous avez créés',
      why: 'Pour vous prévenir quand l’un d’eux ne peut plus être publié, et vous permettre de le modifier',
      howLong: 'jusqu’à l’effacement de vos données ; il appartient ensuite aux admins',
      whoSees: 'vous, et les personnes qui ont le rôle d’admin ou de facturation',
    },
    made: (channel, state) => `Récapitulatif pour le canal ${channel} (${states[state] ?? state})`,
  },
}
