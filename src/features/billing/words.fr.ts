import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary:
    'Ce que l’API de Mistral n’offre pas : crédits, moyens de paiement, factures, plafonds des Workspaces, et où les trouver',
  title: 'L’Admin API de Mistral ne l’offre pas. Cela se trouve dans l’Admin Panel :',
  topics: {
    credits: '*Crédits* : le solde, et en acheter',
    payment: '*Moyens de paiement* : la carte ou le compte qui paie, et en changer',
    information: '*Informations de facturation* : raison sociale, adresse, numéro de TVA',
    invoices: '*Factures* : à télécharger en PDF',
    cap: '*Plafond d’un Workspace* : j’affiche les plafonds et j’avertis ; les modifier n’est possible que dans l’Admin Panel',
  },
  afterwards: (slash) =>
    `Déposez une facture dans nos messages directs pour la retrouver dans les rapports : \`${slash} import\`.`,
}
