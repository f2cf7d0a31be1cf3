import { rateLimitRoute, spendLimitRoute } from './limits.ts'
import { rolesRoute, usersRoute, workspacesRoute } from './people.ts'
import type { Dialect, Route } from './route.ts'
import { usageRoute } from './usage.ts'

const plainRoutes: Readonly<Record<string, Route>> = {
  '/usage': usageRoute,
  '/spend-limit': spendLimitRoute,
  '/rate-limit': rateLimitRoute,
  '/users': usersRoute,
  '/roles': rolesRoute,
  '/workspaces': workspacesRoute,
}

export const basePaths: Readonly<Record<Dialect, string>> = {
  original: '/api/admin',
  between: '/api/admin',
  newest: '/v1/admin',
}

export const createRoutes = (_dialect: Dialect): Readonly<Record<string, Route>> => plainRoutes
