import { inside, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

const workspaces = (count: number) => plural(count, 'Workspace', 'Workspaces')

export const fr: typeof en = {
  summary: 'Les mois d’usage que je conserve : lesquels sont clos, ce que Mistral a corrigé, ce qui manque',
  reading: (share) =>
    `Je récupère l’historique d’usage chez Mistral : ${share} récupérés.\nLes rapports fonctionnent pendant ce temps et demandent à Mistral ce qui manque encore.`,
  complete: (since, slash) =>
    `✅ L’historique d’usage est complet (depuis ${inside(since)}).\nLes mois restent provisoires tant qu’un admin ou responsable de facturation ne les a pas clos : \`${slash} history close\`.`,

  none: 'Aucun mois d’usage n’est encore conservé',
  noneHint: (isOff) =>
    isOff
      ? 'L’historique est désactivé ici (`HISTORY_MONTHS`), ou il n’y a pas de clé Admin API pour le lire.'
      : 'Je récupère l’historique chez Mistral au démarrage, quelques mois à la fois. Revenez dans quelques minutes.',
  finding: (from, to, count) =>
    `Historique : ${plural(count, 'mois', 'mois')} (depuis ${inside(from)}, jusqu’au ${to})`,
  closedUpTo: (month) => `Dernier mois clos : ${inside(month)}`,
  noneClosed:
    'Aucun mois n’est encore clos : tous sont provisoires, et une réponse ultérieure de Mistral peut les corriger',
  gaps: (count) =>
    `⚠ ${plural(count, 'mois de Workspace manque', 'mois de Workspaces manquent')} encore. Je les complète de moi-même`,
  missingWorkspaces: '⚠ Mistral n’a pas pu indiquer les Workspaces existants, je ne peux donc pas dire s’il en manque',
  months: 'Les derniers mois',
  row: (month, amount, state) => `${month}  *${amount}*  ${state}`,
  closed: 'clos',
  provisional: 'provisoire',
  running: (day) => `en cours, jusqu’au ${day}`,
  difference: (month, kept, now, change) =>
    `⚠ ${month} : clos à ${kept}. Mistral indique désormais ${now} (${change}). Le mois clos ne change pas`,
  differenceWithin: (month) =>
    `⚠ ${month} est clos. Mistral indique désormais d’autres montants pour certains Workspaces. Le mois clos ne change pas`,
  differenceOf: (workspace, kept, now, change) =>
    `• ${workspace} : clos à ${kept}, Mistral indique désormais ${now} (${change})`,
  corrections: (month) => `Ce qui était connu, et quand : ${inside(month)}`,
  knownUntil: (until, amount, change) => `jusqu’au ${until}  *${amount}*, puis ${change}`,
  knownNow: (since, amount) => `depuis le ${since}  *${amount}*`,
  knownOnly: (since, amount) => `depuis le ${since}  *${amount}*, jamais corrigé`,
  moreDays: (change) => `${change}, avec des jours en plus`,
  corrected: (change) => `${change}, corrigé par Mistral`,
  source: 'Conservé par ce bot une fois par jour ; jours UTC, hors TVA, licences et remises',
  closeButton: (month) => `Clore ${inside(month)}…`,

  close: {
    title: 'Clore un mois',
    loading: 'Chargement…',
    busy: 'En cours…',
    submit: 'Clore le mois',
    cancel: 'Annuler',
    done: 'Fermer',
    question: (month, amount, count) => `Clore *${inside(month)}* à *${amount}*, avec ${workspaces(count)} ?`,
    consequence:
      'Ensuite, ses chiffres et ses centres de coûts ne changent plus. Si Mistral le compte autrement plus tard, vous serez informé de l’écart. Un mois clos ne peut pas être rouvert.',
    moved: '⚠ Mistral a corrigé ce mois depuis l’ouverture de cette fenêtre. Voici les chiffres actuels.',
    wasClosed: (month, amount) => `✅ ${month} : clos à ${amount}.`,
    alreadyClosed: (month) => `${month} : déjà clos.`,
    unsettled: (month) =>
      `${month} : impossible de clore pour le moment. Le mois doit être terminé depuis deux jours, et relu depuis, pour que Mistral ait tout compté.`,
    gaps: (month) =>
      `${month} : impossible de clore pour le moment. Il y manque encore des Workspaces ; je les complète de moi-même, réessayez plus tard.`,
    notKept: (month) => `${month} : rien n’est conservé, il n’y a donc rien à clore.`,
    nothingToClose: 'Tous les mois terminés et conservés sont déjà clos.',
  },
  actions: { 'history.closed': 'a clos un mois' },
  personal: {
    sheet: {
      what: 'Le fait que vous ayez clos des mois de l’historique d’usage',
      why: 'Pour savoir qui a décidé que les chiffres d’un mois sont définitifs',
      howLong: 'Jusqu’à votre effacement ; la clôture reste, sans votre nom',
      whoSees: 'Les admins et responsables de facturation, dans la piste d’audit',
    },
    closed: (count) => `Mois que vous avez clos : ${count}`,
  },
}
