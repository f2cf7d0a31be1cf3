import { inside, listAll, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

/** The words of the forecast. Amounts, days and moments arrive formatted. */
export const fr: typeof en = {
  summary: 'La prévision de fin de mois, jusqu’à quand le plafond suffit, et l’écart des prévisions passées',

  heading: (month, landing) => `${month} : ${landing} prévus à ce rythme`,
  headingOf: (month, landing, limit) => `${month} : ${landing} prévus à ce rythme, sur ${limit}`,
  headingOver: (month, landing, over) => `${month} : ${landing} prévus à ce rythme, ${over} au-dessus du plafond`,
  headingAtLeast: (month, landing) => `${month} : ${landing} ou plus prévus à ce rythme`,
  suspended: (use, limit) => `🔴 *L’accès à l’API est suspendu* : ${use} utilisés sur ${limit}`,
  suspendedSomewhere: '🔴 *L’accès à l’API est suspendu* : le plafond est épuisé',
  suspendedTitle: (limit) => `L’accès à l’API est suspendu : le plafond de ${limit} est épuisé`,
  usualPace: 'La prévision indique ce que coûterait le mois si l’accès revenait maintenant',

  range: (low, high, soFar) => `Intervalle à 80 % : ${low}–${high} ; ${soFar} à ce jour`,
  soFar: (amount) => `À ce jour : ${amount}`,
  incomplete: '⚠ Une partie de l’usage est sans prix ou illisible, et n’est pas comptée',
  atLeast: '⚠ Une partie de l’usage est sans prix ou illisible : le mois finira à ce montant ou au-dessus',

  holds: (limit) => `Le plafond de ${limit} devrait suffire jusqu’à la fin du mois`,
  mayNotHold: (limit, when) => `⚠ Le plafond de ${limit} pourrait être atteint : ≈ ${when}, en haut de l’intervalle`,
  willNotHold: (limit, when) => `🔴 À ce rythme, le plafond de ${limit} est atteint ≈ ${when}`,
  cannotTell: (limit) => `Je ne peux pas dire si le plafond de ${limit} suffira`,
  noLimit: 'Aucun plafond n’est fixé, rien n’arrête donc la dépense',
  unknownLimit: 'Mistral n’indique pas le plafond',
  otherCurrency: (limit) => `Le plafond de ${limit} est dans une autre devise, je ne peux donc pas comparer`,
  missingLimit: '⚠ Le plafond n’a pas pu être lu, je ne peux donc pas dire s’il suffira',
  countedUse: (use) => `Mistral compte ${use} pour le plafond`,

  toCome: (parts) => `À venir après aujourd’hui : ${parts.join(', ')}`,
  workdays: (count, amount) => `${plural(count, 'jour de semaine', 'jours de semaine')} à ≈ ${amount}`,
  weekendDays: (count, amount) => `${plural(count, 'jour de week-end', 'jours de week-end')} à ≈ ${amount}`,
  fewDays: (count) =>
    `La prévision ne repose que sur ${plural(count, 'jour entier', 'jours entiers')} d’usage, prenez-la avec prudence`,

  tooEarly: (month) => `Il est trop tôt pour prévoir la fin du mois (${inside(month)})`,
  tooEarlyDetail: (count) => `Une prévision demande sept jours entiers d’usage, et il y en a ${count}.`,
  noUsage: (month) => `${month} : Mistral ne signale aucun usage`,
  noUsageNow: 'Il n’y a encore rien sur quoi fonder une prévision.',
  noUsageThen: 'L’Organisation est peut-être récente, ou ce mois est antérieur à ses données.',

  over: (month, total) => `${month} est terminé : ${total} dépensés`,
  overTitle: (month, total) => `${month} : ${total} dépensés`,
  wouldHaveSaid: (after) => `Après ${after} jours, la prévision était de`,
  noReplay: 'Les données antérieures ne suffisent pas pour y essayer la prévision.',
  said: (landing, low, high, off, isWithin) =>
    `${landing} (${low}–${high}), ${off}${isWithin ? '' : ', hors de son intervalle'}`,
  off: (share, isTooHigh) => `trop ${isTooHigh ? 'haute' : 'basse'} de ${share}`,
  exact: 'juste à 1 % près',

  // Months are all that stands in it, and inside a sentence none of them has a capital.
  record: (months) => `*Écart des prévisions passées*, sur ${months.toLowerCase()}`,
  recordLine: (errors) => `Écart moyen : ${listAll(errors.map(({ after, share }) => `${share} après ${after} jours`))}`,
  within: (count, of) => `Le mois a fini dans l’intervalle à 80 % pour ${plural(count, 'essai', 'essais')} sur ${of}`,
  monthCameTo: (month, total) => `${month} : ${total} dépensés`,
  afterDays: (after, landing, off) => `jour ${after} : ${landing} (${off})`,
  noRecord:
    'Je ne peux pas encore indiquer l’écart des prévisions passées : aucun mois terminé n’est connu depuis assez longtemps',
  missingRecord:
    '⚠ Les mois précédents n’ont pas pu être lus, je ne peux donc pas indiquer l’écart des prévisions passées',

  more: (slash) => `\`${slash} forecast\` affiche l’intervalle, les jours à venir et les mois passés`,

  byModel: '*Par modèle*, chacun séparément',
  model: (name, landing, soFar) => `${name}  *${landing}*, ${soFar} à ce jour`,
  newModel: (name, soFar) => `${name}  trop récent pour une prévision, ${soFar} à ce jour`,
  otherModels: (count) => plural(count, 'autre', 'autres'),

  unknownCurrency: '⚠ Mistral n’indique pas la devise',
  estimate: 'estimation, hors TVA, licences et remises',
  before: 'hors TVA, licences et remises',

  buttons: { byModel: 'Par modèle', spend: 'Dépense', last: 'Mois dernier' },

  chart: {
    limit: 'Plafond',
    perDay: 'Par jour',
    came: 'Coût',
    expected: 'Prévu',
    monthToDate: 'Total cumulé',
  },
}
