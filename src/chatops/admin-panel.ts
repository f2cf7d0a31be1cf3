/** Pages of Mistral's Admin Panel, for what its API does not do. */
const pages = {
  /** The limit, credits, payment, invoices. */
  billing: 'https://admin.mistral.ai/organization/billing',
  usage: 'https://admin.mistral.ai/organization/usage',
  rateLimits: 'https://admin.mistral.ai/plateforme/limits',
  /** Workspaces and their caps. */
  workspaces: 'https://admin.mistral.ai/organization/workspaces',
  /** Members, their roles, invitations. */
  apiKeys: 'https://admin.mistral.ai/organization/api-keys',
  members: 'https://admin.mistral.ai/organization/members',
} as const

export type PanelPage = keyof typeof pages

export const panelUrl = (page: PanelPage): string => pages[page]

/** Inside a sentence; in a message of its own a button stands below as well (`panelButton`). */
export const panelLink = (page: PanelPage, text: string): string => `<${pages[page]}|${text}>`
