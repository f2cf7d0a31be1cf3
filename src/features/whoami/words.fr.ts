import { listAll, listAny, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  rights: {
    rebound: (people) =>
      `⚠ ${listAll(people)} ${people.length === 1 ? 'correspond' : 'correspondent'} maintenant à un autre membre Mistral, car une adresse e-mail a changé dans Slack. ${people.length === 1 ? 'Cette personne pourra' : 'Ces personnes pourront'} décider du plafond dans 24 heures. Si ce n’est pas voulu, vérifiez l’adresse dès maintenant.`,
    bound: (people) =>
      `${listAll(people)} ${people.length === 1 ? 'peut' : 'peuvent'} désormais décider du plafond : l’adresse e-mail dans Slack correspond à celle d’un admin ou d’un responsable de facturation chez Mistral. Si ce n’est pas normal, vérifiez l’adresse dans Slack et le rôle chez Mistral.`,
    grouped: (people) =>
      `⚠ ${listAll(people)} ${people.length === 1 ? 'a rejoint' : 'ont rejoint'} un groupe d’utilisateurs Slack qui peut décider du plafond. Pour les demandes antérieures, la décision sera possible dans 24 heures. Si ce n’est pas voulu, vérifiez le groupe dès maintenant.`,
  },

  summary: 'Qui vous êtes chez Mistral d’après moi, et ce que vous pouvez faire',
  title: (name, role) =>
    role ? `*${name}, votre rôle : ${role}.*` : `*${name}, je ne trouve aucun rôle pour vous chez Mistral.*`,
  from: {
    map: 'D’après votre entrée dans `ROLE_MAP`.',
    group: (groups) =>
      `D’après votre groupe d’utilisateurs Slack ${listAll(groups)} dans \`ROLE_MAP\` ; le rôle le plus bas de vos groupes compte.`,
    email: 'D’après votre adresse e-mail, qui est celle d’un seul membre de l’Organisation chez Mistral.',
    none: (why) => `Motif : ${why}`,
  },
  data: {
    title: 'Ce qui est conservé à votre sujet',
    nothing: 'Rien n’est encore conservé à votre sujet.',
    more: (count) => `et ${plural(count, 'autre', 'autres')}`,
    sheetTitle: 'Ce qui est conservé ici sur les personnes, et pourquoi',
    sheet: (why, howLong, whoSees) => `${why}. Durée : ${howLong}. Accès : ${whoSees}.`,
    erase:
      'Pour faire effacer vos données, adressez-vous à l’admin de ce bot. Vos entrées dans la piste d’audit restent alors, sans votre nom.',
  },
  standing: {
    full: 'membre à part entière de cet espace de travail Slack',
    guest: 'invité de cet espace de travail Slack',
    deactivated: 'compte désactivé dans cet espace de travail Slack',
    bot: 'un bot',
    foreign: 'de l’espace de travail d’une autre entreprise',
  },
  inSlack: (standing, email) => `Dans Slack : ${standing}, ${email}.`,
  noEmail: 'aucune adresse e-mail confirmée',
  unknownRoles: (count) => plural(count, 'rôle que je ne connais pas', 'rôles que je ne connais pas'),
  atMistral: (name, roles) =>
    `Chez Mistral : ${name}, rôles dans l’Organisation : ${roles || 'aucun'}. Les rôles qui viennent des groupes d’utilisateurs de Mistral peuvent ne pas y figurer.`,
  notAtMistral: 'Chez Mistral : aucun membre avec cette adresse e-mail.',
  notConfirmed:
    'Chez Mistral : non confirmé pour le moment (pas de réponse, ou pas exactement un membre avec votre adresse e-mail).',
  notAsked: 'Chez Mistral : non vérifié, car je n’ai pas de clé pour l’API d’administration.',
  may: { read: 'voir les chiffres', ask: 'demander un plafond plus élevé', decide: 'décider des plafonds' },
  youMay: (can, cannot) =>
    [
      can.length > 0 ? `Vous pouvez ${listAll(can)}.` : '',
      cannot.length > 0 ? `Vous ne pouvez pas ${listAny(cannot)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
}
