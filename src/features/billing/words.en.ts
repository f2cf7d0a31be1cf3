export const en = {
  summary:
    'What Mistral’s API does not offer: credits, payment methods, invoices, caps of Workspaces, and where they are',
  title: 'Mistral’s Admin API does not offer this. It is in the Admin Panel:',
  topics: {
    credits: '*Credits*: what is left of them, and buying more',
    payment: '*Payment methods*: which card or account pays, and changing it',
    information: '*Billing information*: company name, address, VAT number',
    invoices: '*Invoices*: to download as PDF',
    cap: '*Cap of a Workspace*: I show caps and warn of them; changing one works in the Admin Panel only',
  },
  afterwards: (slash: string) =>
    `Drop an invoice into our direct messages to have it in the reports: \`${slash} import\`.`,
}
