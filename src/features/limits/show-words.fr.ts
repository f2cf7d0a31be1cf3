import type { show as english, home as englishHome } from './show-words.en.ts'

export const show: typeof english = {
  running: (amount, end) => `Temporaire : ${amount} ${end}`,
  untilReset: 'jusqu’à ce que Mistral remette son compteur à zéro',
  untilDate: (when) => `jusqu’à l’échéance : ${when}`,
  afterwards: (limit) => `Ensuite : ${limit}`,
  unpaid: '⚠ *Le dernier paiement à Mistral a échoué* : Mistral peut suspendre l’accès à l’API jusqu’au paiement',
  open: (change, who) => `📝 Demande ouverte : *${change}*, faite par ${who}`,
  computed: {
    agrees: (sum) => `Usage et prix donnent ${sum}, à moins de 1 % d’écart du compteur de Mistral`,
    more: (sum, difference) =>
      `Usage et prix donnent ${sum}, soit ${difference} de plus que le compteur de Mistral. Il peut avoir du retard, ou ne pas compter ce que les crédits paient ; c’est lui qui décide de l’arrêt de l’accès`,
    less: (sum, difference) =>
      `Usage et prix donnent ${sum}, soit ${difference} de moins que le compteur de Mistral. Il peut compter ce qui ne figure pas encore dans l’usage ; c’est lui qui décide de l’arrêt de l’accès`,
    lessWithGaps: (sum, difference) =>
      `Usage et prix donnent ${sum}, soit ${difference} de moins que le compteur de Mistral : une partie de l’usage est sans prix ou illisible. C’est le compteur qui décide de l’arrêt de l’accès`,
    otherCurrency: (sum) =>
      `Usage et prix donnent ${sum}, dans une autre devise que le compteur de Mistral, je ne peux donc pas comparer`,
  },
  chart: {
    suspended: (use) => `L’accès à l’API est suspendu : ${use}`,
    stops: (when, use) => `Arrêt de l’API ≈ ${when} : ${use}`,
    headsFor: (month, landing) => `${month}, ${landing} prévus à ce rythme`,
    counter: 'Compteur de Mistral',
    caps: 'Part utilisée du plafond propre à chaque Workspace ce mois-ci',
  },
  somebody: 'un collègue',
  yourself: 'vous',
  byHand:
    'Je ne suis pas autorisé à modifier le plafond ici : ce qui est approuvé est fixé à la main dans l’Admin Panel.',
  buttons: {
    raise: 'Demander un relèvement',
    lower: 'Abaisser',
    set: 'Fixer un montant',
    remove: 'Supprimer',
  },
}

/** The requests on the Home. */
export const home: typeof englishHome = {
  toDecide: 'En attente de votre décision',
  yours: 'Votre demande',
  past: 'Vos dernières demandes et décisions',
  alerts: 'Alertes…',
}
