import { apiKeysRoute } from './api-keys.ts'
import { auditLogsRoute } from './audit.ts'
import { byAgentRoute, byTimeRoute, byUserRoute } from './chat-analytics.ts'
import { codeByWorkspaceRoute } from './code-analytics.ts'
import { rateLimitRoute, spendLimitRoute } from './limits.ts'
import { codeByOrganizationRoute } from './next-edit.ts'
import { rolesRoute, usersRoute, workspacesRoute } from './people.ts'
import type { Dialect, Route } from './route.ts'
import { usageRoute } from './usage.ts'

type Routes = Readonly<Record<string, Route>>

export const basePaths: Readonly<Record<Dialect, string>> = {
  original: '/api/admin',
  between: '/api/admin',
  newest: '/v1/admin',
}

const analyticsPaths: Readonly<Record<Dialect, { chat: string; code: string }>> = {
  original: { chat: '/analytics/lechat/usage', code: '/analytics/vibe/usage' },
  between: { chat: '/analytics/vibe/usage', code: '/analytics/vibe/usage' },
  newest: { chat: '/analytics/vibe/work/usage', code: '/analytics/vibe/code/usage' },
}

const createRoutes = (dialect: Dialect): Routes => {
  const { chat, code } = analyticsPaths[dialect]
  return {
    '/usage': usageRoute,
    '/spend-limit': spendLimitRoute,
    '/rate-limit': rateLimitRoute,
    '/users': usersRoute,
    '/roles': rolesRoute,
    '/workspaces': workspacesRoute,
    '/audit-logs': auditLogsRoute,
    '/api-keys': apiKeysRoute,
    [`${chat}/by_user_stats`]: byUserRoute,
    [`${chat}/by_agent_stats`]: byAgentRoute,
    [`${chat}/by_time_stats`]: byTimeRoute,
    [`${code}/by_workspace`]: codeByWorkspaceRoute,
    [`${code}/by_organization`]: codeByOrganizationRoute,
  }
}

/** Paths below the base, in each dialect; everything else is a 404. */
export const routes: Readonly<Record<Dialect, Routes>> = {
  original: createRoutes('original'),
  between: createRoutes('between'),
  newest: createRoutes('newest'),
}
