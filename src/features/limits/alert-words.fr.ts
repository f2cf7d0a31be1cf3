import type { alert as english } from './alert-words.en.ts'

export const alert: typeof english = {
  pace: (amount, minutes) => `${amount} par heure sur les ${minutes} dernières minutes`,
  deciders: (who) => `Peuvent relever le plafond : ${who}`,
  staleTitle: (since) => `⚠ *Aucun chiffre de Mistral depuis : ${since}*`,
  stale:
    'Tant qu’ils ne sont pas revenus, je ne peux pas vous avertir à propos du plafond. L’Admin Panel les affiche peut-être encore.',
  unpaid: (use) => `⚠ *Le dernier paiement à Mistral a échoué* : ${use}`,
  unpaidToo: 'Le dernier paiement à Mistral a également échoué.',
  pay: (url) =>
    `Vérifiez le moyen de paiement dans l’<${url}|Admin Panel> : Mistral peut suspendre l’accès à l’API jusqu’au paiement.`,
  onIt: 'Je m’en occupe',
  isOnIt: (who, since) => `🙋 ${who} s’en occupe, depuis : ${since}`,
  wasOnIt: (who) => `🙋 ${who} s’en occupait`,
  isOnItAlready: (who) => `${who} s’en occupe déjà.`,
  isOverAlready: 'Cette alerte est terminée. Personne n’a rien à faire.',
  over: (use) => `✅ *Plus d’urgence* : ${use}`,
  limitChanged: (limit, use) => `✅ *Nouveau plafond : ${limit}* : ${use}`,

  unusual: {
    more: (day, spent, usual, share) =>
      `📈 *${spent} dépensés le ${day}*, contre ${usual} d’habitude ce jour de la semaine${share ? ` (${share} de ce montant)` : ''}`,
    less: (day, spent, usual, share) =>
      `📉 *Seulement ${spent} dépensés le ${day}*, contre ${usual} d’habitude ce jour de la semaine${share ? ` (${share} de ce montant)` : ''}`,
    explained: (parts) => `Plus fortes évolutions : ${parts}`,
    unexplained: 'Aucun Workspace ni modèle ne l’explique à lui seul.',
    atLeast: '⚠ Ou plus : une partie de l’usage est sans prix ou illisible.',
    button: 'Prévu, car…',
    buttonFor: (day) => `${day} : prévu, car…`,
    expected: (reason, who) => `✅ Prévu : ${reason} (${who})`,
    missed: (count) =>
      count === 1
        ? 'Un jour inhabituel pendant la pause des alertes'
        : `${count} jours inhabituels pendant la pause des alertes`,
    form: {
      title: 'Un jour prévu',
      meaning: 'Je garde votre raison avec ce jour, qui ne sert plus de référence aux autres.',
      because: 'C’était prévu, car',
      becauseHint: 'Toutes les personnes qui lisent l’alerte la voient, avec votre nom.',
      empty: 'Dites pourquoi, par exemple « Test de charge avant le lancement ».',
      submit: 'Enregistrer',
      saved: (day) => `Enregistré : ${day} ne sert plus de référence aux autres jours.`,
    },
    source: (weeks) => `jours UTC ; l’habitude est la médiane du même jour de la semaine sur ${weeks} semaines`,
  },

  cap: {
    nears: (workspace, use, cap, share) => `⚠ *${workspace} : ${use} utilisés sur son plafond de ${cap} (${share})*`,
    reached: (workspace, use, cap, share) =>
      `🔴 *${workspace} a atteint son plafond* : ${use} utilisés sur ${cap} (${share})`,
    meaning:
      'Une fois ce plafond atteint, Mistral n’arrête que ce Workspace. Un admin peut relever son plafond dans l’Admin Panel.',
    atLeast: '⚠ Ou plus : une partie de son usage est sans prix ou illisible.',
    source: 'notre somme de son usage, jours UTC',
  },

  show: {
    summary: 'Les alertes que je donne, où, et celles que j’ai données ce mois-ci',
    on: (levels) => `*Les alertes sont actives* : à ${levels} du plafond`,
    muted: (until, levels) => `*Les alertes sont en pause, reprise : ${until}* ; ensuite à ${levels} du plafond`,
    off: '*Les alertes sont désactivées*',
    urgentNow: '🔴 *Urgent* : l’accès à l’API est suspendu, ou le sera bientôt',
    onlyUrgent: '*Seul ce qui ne peut pas attendre est signalé*',
    noChannel:
      'Les alertes sur les niveaux du plafond, la prévision et les jours inhabituels ont besoin d’un canal : l’admin de ce bot peut en indiquer un dans `ALERTS_CHANNEL`. Sans lui, je préviens qui est responsable d’un Workspace de son plafond et de son budget, et vous :',
    nobody:
      'Personne n’est averti à propos du plafond. L’admin de ce bot peut indiquer un canal dans `ALERTS_CHANNEL`.',
    noKey:
      'Sans clé pour l’API d’administration de Mistral, je surveille ce qui est importé et saisi, pour le plafond et les budgets : entre deux montants, personne n’est averti, et ni les plafonds des Workspaces, ni les jours inhabituels, ni les hausses soudaines ne sont surveillés.',
    where: (channel) => `Publiées dans <#${channel}>, chacune une fois par mois et par plafond`,
    trouble: (channel, why) =>
      `⚠ Je ne peux pas publier dans <#${channel}> : ${why}. Les messages directs partent quand même.`,
    troubles: {
      external: 'une autre entreprise peut le lire',
      archived: 'il est archivé',
      unreachable: 'je n’y suis pas, ou il n’existe plus',
    },
    also: 'Je vous préviens aussi :',
    forecast: '• quand la prévision atteint le plafond, puis à nouveau quand ce jour se décale de trois jours',
    unusual: '• chaque matin, si la veille a coûté bien plus ou bien moins que d’habitude ce jour de la semaine',
    payment: '• quand un paiement à Mistral échoue',
    others:
      '• quand un budget est presque épuisé ou ne suffira pas ; quand des clés d’API expirent dans la semaine ou que leur auteur est parti',
    caps: '• aux mêmes niveaux du plafond de chaque Workspace qui en a un',
    urgent:
      '• immédiatement, et par message direct à toutes les personnes qui peuvent relever le plafond, quand l’accès est suspendu, ou s’arrête dans les 12 heures ou avant le prochain matin ouvré',
    tooSeldom: (every) =>
      `⚠ Je ne vérifie que toutes les ${every} : trop rarement pour vous prévenir à temps de l’arrêt de l’accès. L’admin de ce bot peut fixer \`POLL_INTERVAL\` à \`1h\` ou moins.`,
    unusualDays: 'Jours inhabituels du dernier mois',
    said: (what) => `Alertes de ce mois-ci : ${what}`,
    saidNothing: 'Alertes de ce mois-ci : aucune',
    level: (level, limit) => (limit ? `${level} de ${limit}` : level),
    stops: (day) => `le plafond est atteint ≈ ${day}`,
    burst: 'l’accès allait bientôt s’arrêter',
    suspended: 'l’accès était suspendu',
    looked: (time, minutes) =>
      `Dernière vérification ${time} ; toutes les ${minutes} minutes. Les jours et les mois sont UTC`,
    notLooked: (minutes) => `Aucun chiffre au cours des dernières 24 heures ; je vérifie toutes les ${minutes} minutes`,
    settings: 'Réglages…',
  },

  settings: {
    title: 'Alertes du plafond',
    save: 'Enregistrer',
    levels: 'Niveaux, en % du plafond',
    levelsHint: 'Six au plus, par exemple 80, 95, 100. La moitié du plafond figure dans le récapitulatif.',
    levelsWrong: 'Indiquez un à six nombres entiers de 1 à 100, par exemple 80, 95, 100.',
    mute: 'Pause',
    mutes: {
      keep: (until) => `En pause, reprise : ${until}`,
      none: 'Pas de pause',
      tomorrow: 'Jusqu’à demain',
      month: 'Jusqu’à la fin du mois',
    },
    always: 'Ce qui ne peut pas attendre est signalé malgré tout : un accès suspendu, ou qui s’arrête bientôt.',
    saved: (levels) => `Enregistré : je vous préviens à ${levels} du plafond.`,
    savedMuted: (until) => `En pause, reprise : ${until}. Ce qui est encore vrai alors est signalé à ce moment-là.`,
  },
}
