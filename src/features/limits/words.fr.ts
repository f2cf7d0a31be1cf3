import { inside, listAny, plural } from '../../chatops/words/french.ts'
import { actions } from './action-words.fr.ts'
import { alert } from './alert-words.fr.ts'
import { drift } from './drift-words.fr.ts'
import { flow } from './flow-words.fr.ts'
import { ending, outcome, proof, remark } from './outcome-words.fr.ts'
import { refusals } from './refusals.fr.ts'
import { home, show } from './show-words.fr.ts'
import type { en } from './words.en.ts'

const roleSources: Record<string, string> = {
  map: 'par `ROLE_MAP`',
  group: 'par un groupe d’utilisateurs dans `ROLE_MAP`',
  email: 'chez Mistral, par adresse e-mail',
}

const quoted = (text: string): string => `« ${text} »`
const quotedIfAny = (text: string | null): string => (text === null ? '(sans texte)' : quoted(text))

export const fr: typeof en = {
  drift,
  flow,
  refusals,

  restored: (sequence) =>
    `⚠ Ma base de données a été restaurée depuis une copie plus ancienne : la piste d’audit allait jusqu’à l’entrée ${sequence}, qui a disparu. J’ai fermé toutes les demandes ouvertes et je vous laisse les plafonds temporaires : vérifiez le plafond maintenant, et rétablissez-le à la main si nécessaire.`,

  home,

  summary: 'Le plafond de dépense, s’il suffira, et comment le faire modifier',
  noLimit: 'aucun plafond',
  keep: (limit) => `Conserver ${limit}`,
  newLimit: (limit) => `Nouveau plafond : ${limit}`,
  changeFor: (change, term) => `${change}, ${term}`,
  term: {
    month: (month) => `${inside(month)} uniquement`,
    permanent: 'sans limite de durée',
    date: (when) => `jusqu’à l’échéance : ${when}`,
  },
  erased: 'une personne effacée',
  bot: 'le bot',
  erasedReason: 'Le motif a été effacé.',
  quoted,
  roleFrom: (role, source) => `${role} ${roleSources[source] ?? source}`,
  whenBy: (person, when) => `${person}, ${when}`,
  unknownCurrency: '⚠ Mistral n’indique pas la devise',

  situation: {
    used: (use, limit, share) => `${use} utilisés sur ${limit}${share ? ` (${share})` : ''}`,
    usedWithoutLimit: (use) => `${use} utilisés, aucun plafond`,
    usedOfUnknown: (use) => `${use} utilisés ; Mistral n’indique pas le plafond`,
    unknownUse: (limit) => `Plafond : ${limit} ; Mistral n’indique pas combien en est utilisé`,
    unknown: 'Mistral n’indique ni le plafond ni combien en est utilisé',
    entered: {
      usedOfUnknown: (use) => `${use} utilisés ; personne n’a encore saisi le plafond`,
      unknownUse: (limit) => `Plafond : ${limit} ; personne n’a saisi le montant utilisé`,
      unknown: 'Personne n’a encore saisi le plafond ni le montant utilisé',
      limitApart: (use, limit) =>
        `${use} utilisés ; le plafond de ${limit} a été saisi dans une autre devise, je ne peux donc pas comparer. Saisissez le plafond dans la devise des montants importés`,
    },
    now: (use) => `Actuellement : ${use}`,
    suspended: (use) => `🔴 *L’accès à l’API est suspendu* : ${use}`,
    stops: (when, use) => `🔴 *Arrêt de l’API ≈ ${when}* : ${use}`,
    landing: (landing, low, high) => `Fin de mois prévue à ${landing} (${low}–${high})`,
    landingAtLeast: (landing) =>
      `Fin de mois prévue à ${landing} ou plus, car une partie de l’usage est sans prix ou illisible`,
    outlook: (landing, verdict) => `${landing} : ${verdict}`,
    otherCurrency: 'le plafond est dans une autre devise, je ne peux donc pas comparer',
    cannotTell: 'je ne peux pas dire si le plafond suffira',
    holds: 'le plafond devrait suffire',
    mayNotHold: 'le plafond pourrait être atteint',
    pace: (amount) => `Prévu jusqu’à la fin du mois : ${amount} par jour`,
    tooEarly: 'Pas de prévision : trop peu d’usage sur lequel s’appuyer, ou aucun de lisible',
    without: (future) => `*Sans :* ${future}`,
    with: (future) => `*Avec :* ${future}`,
    eitherWay: (future) => `*Avec ou sans :* ${future}`,
    future: {
      stops: (when) => `arrêt de l’API ≈ ${when}`,
      mayStop: (landing, high) => `${landing} en fin de mois ; à ${high}, encore possible, arrêt de l’API`,
      lands: (landing) => `${landing} en fin de mois`,
      landsAtLeast: (landing) => `${landing} ou plus en fin de mois : une partie de l’usage est sans prix ou illisible`,
      staysSuspended: 'l’API reste suspendue',
      worksAgain: (landing) => `l’API fonctionne à nouveau${landing ? `, ${landing} en fin de mois` : ''}`,
      both: (revival, next) => `${revival} ; ${next}`,
    },
    suspendsNow: (use) => `🔴 *Ce plafond suspend l’accès à l’API immédiatement* : ${use} déjà utilisés`,
    isTooLittle: (use) => `🔴 *L’accès à l’API reste suspendu avec ce plafond* : ${use} déjà utilisés`,
    driver: (name, share) => `Principal poste : ${name}${share ? `, ${share} de ce mois` : ''}`,
    cap: (workspace, cap) => `${workspace} ${cap}`,
    capUsed: (workspace, used, cap, share) => `${workspace} ${used} sur ${cap}${share ? ` (${share})` : ''}`,
    caps: (caps) => `Plafonds des Workspaces : ${caps}`,
    capsStay: (caps) => `Plafonds des Workspaces, inchangés : ${caps}`,
    capsAbove: (caps) => `⚠ Plafonds de Workspaces supérieurs au nouveau plafond : ${caps}`,
    more: (count) => plural(count, 'autre', 'autres'),
    wasWhenAsked: (limit) => `Au moment de la demande, le plafond était de ${limit}`,
    notKnownNow: 'Mistral ne donne pas de chiffres pour le moment, aucun n’est donc affiché.',
    source: (time) => `API Mistral ${time}`,
  },

  returns: {
    atReset: (limit, day) => `Retour à ${limit} le ${day}, quand Mistral remet son compteur à zéro`,
    atDate: (limit, when) => `Retour à ${limit} à l’échéance : ${when}`,
  },

  show,

  request: {
    submit: 'Demander',
    busyTitle: 'En cours',
    busy: 'Vérification du plafond…',
    noFigures: 'Vous pouvez demander sans voir les chiffres. Les approbateurs les voient.',
    removes:
      '⚠ Sans plafond, rien n’arrête un traitement qui s’emballe : l’accès à l’API continue, quel qu’en soit le coût.',
    lowers: '⚠ Un plafond égal ou inférieur à ce qui est utilisé suspend immédiatement l’accès à l’API.',
    open: (target) =>
      `Une demande est déjà ouverte : ${target}. Si vous ne demandez pas plus, vous vous y joignez ; un montant supérieur la relève, et ses approbateurs décident à nouveau.`,
    amount: (currency) => `Nouveau plafond mensuel${currency ? ` (${currency})` : ''}`,
    amountHint: 'Montant entier : 50000, 50 000, 50k ou 50 000 €',
    amountHintEnter: 'Montant entier : 50000, 50 000, 50k ou 50 000 €. Appuyez sur Entrée pour voir s’il suffit.',
    advice: {
      suggested: (amount, high) =>
        `Suggestion : *${amount}*, le plus petit montant rond au-dessus du haut de la prévision (${high})`,
      presentHolds: (high) => `Le plafond actuel devrait suffire : le haut de la prévision est de ${high}`,
      holds: (amount) => `✅ ${amount} suffisent ce mois-ci, même au plus haut de la prévision`,
      mayStop: (amount, when) =>
        `⚠ ${amount} pourraient ne pas suffire : au plus haut de la prévision, arrêt de l’API ≈ ${when}`,
      stops: (amount, when) => `🔴 ${amount} ne suffisent pas : arrêt de l’API ≈ ${when}`,
      suspends: (amount) => `🔴 ${amount} sont déjà utilisés : l’accès à l’API s’arrête immédiatement`,
    },
    term: 'Pour quelle durée ?',
    terms: {
      month: 'Ce mois-ci uniquement',
      permanent: 'Jusqu’à la prochaine modification',
      date: 'Jusqu’à une date',
    },
    until: 'Jusqu’à quelle date ?',
    untilHint: 'Ce jour-là, le plafond revient à sa valeur précédente.',
    reason: 'Motif',
    reasonHint: 'C’est ce que les approbateurs lisent en premier, souvent sur un téléphone.',
  },

  card: {
    question: (change) => `*${change} ?*`,
    breakGlass: (who) =>
      `🚨 *PROCÉDURE D’URGENCE : aucune deuxième personne n’a approuvé.* Utilisée par ${who}, car l’accès à l’API était suspendu.`,
    breakGlassText: '🚨 Procédure d’urgence',
    given: (by, count, needed) => `✅ ${by} · ${count} sur ${needed}`,
    joined: (count) =>
      plural(count, 'autre personne demande la même chose', 'autres personnes demandent la même chose'),
    alsoAsks: (who, limit, reason) => `${who} demande ${limit}${reason ? ` : ${reason}` : ''}`,
    withdrawTitle: 'Retirer cette demande ?',
    withdrawText:
      'Les approbateurs sont prévenus. Si vous aviez relevé la demande de quelqu’un d’autre, la sienne redevient ce qu’elle était.',
    withdrawNo: 'La garder',
    needed: (count, isMore, who) =>
      `${isMore ? plural(count, 'autre approbation', 'autres approbations') : plural(count, 'approbation', 'approbations')} : ${who}`,
    anyOf: (people, more) => listAny(more > 0 ? [...people, plural(more, 'autre', 'autres')] : people),
    nobody: '⚠ personne d’autre ici ne peut décider pour le moment',
    openUntil: (when) => `échéance : ${when}`,
    chart: 'graphique dans le fil',
    askedBy: (who, when) => `Demandé par ${who}, ${when}`,
    raiseEnds: 'Un plafond temporaire prend fin, comme approuvé',
    approve: 'Approuver…',
    deny: 'Refuser…',
    withdraw: 'Retirer',
    done: 'Terminé',
  },

  outcome,
  remark,
  proof,

  alert,

  decide: {
    approve: 'Approuver',
    deny: 'Refuser',
    last: 'Votre approbation est la dernière nécessaire : le plafond est ensuite fixé.',
    more: (count) => `Après la vôtre, il faut encore ${plural(count, 'approbation', 'approbations')}.`,
    note: 'Note',
    noteHint: 'Toutes les personnes qui voient la demande la lisent.',
    reason: 'Motif',
    reasonHint: 'La personne qui a fait la demande le lit. Indiquez ce qu’elle peut faire à la place.',
    overTitle: 'Plus rien à décider',
  },

  ending,

  digest: {
    title: 'Modifications du plafond : décidées et en attente',
    applied: (change) => `✅ Plafond modifié : *${change}*`,
    denied: (change) => `⛔ Refusé : ${change}`,
    open: (change) => `📝 En attente d’une décision : *${change}*`,
  },

  actions,

  personal: {
    sheet: {
      what: 'Les demandes que vous avez faites ou rejointes avec leurs motifs, vos décisions avec leurs notes, les alertes dont vous avez dit vous occuper, vos raisons pour des jours inhabituels, et les fiches qui vous ont été envoyées',
      why: 'Pour décider, appliquer et prouver les modifications du plafond',
      howLong:
        'jusqu’à l’effacement de vos données, ou pendant `RETENTION_MONTHS` ; vos entrées restent dans la piste d’audit, sans nom',
      whoSees:
        'toutes les personnes qui voient la fiche de la demande ; les admins et responsables de facturation dans la piste d’audit',
    },
    asked: (id, reason) => `Demande ${id} : ${quotedIfAny(reason)}`,
    decided: (id, verdict, note) =>
      `Décision sur ${id} (${verdict === 'approve' ? 'approuvée' : 'refusée'}) : ${quotedIfAny(note)}`,
    expected: (day, because) => `Jour prévu ${day} : ${quotedIfAny(because)}`,
    alerts: (count) => `Alertes dont vous avez dit vous occuper : ${count}`,
    drafts: (count) => `Demandes commencées et non envoyées : ${count}`,
  },

  chart: {
    limit: 'Plafond',
    asked: 'Plafond demandé',
    holds: (month, landing, target) => `${month} : ${landing} prévus à ce rythme, ${target} suffiraient`,
    stops: (month, landing, when) => `${month} : ${landing} prévus à ce rythme, arrêt de l’API ≈ ${when} malgré tout`,
    mayTouch: (month, landing, target) =>
      `${month} : ${landing} prévus à ce rythme, ${target} pourraient être atteints`,
    suspends: (target) => `Un plafond de ${target} suspend l’accès à l’API immédiatement`,
    headsForAtLeast: (month, landing) => `${month} : au moins ${landing} prévus à ce rythme`,
    plain: (month, spent) => `${month} : ${spent} à ce jour`,
  },
}
