import type { Feature } from '../chatops/contract.ts'
import { activity } from './activity/index.ts'
import { agents } from './agents/index.ts'
import { audit } from './audit/index.ts'
import { billing } from './billing/index.ts'
import { budget } from './budget/index.ts'
import { chargeback } from './chargeback/index.ts'
import { digest } from './digest/index.ts'
import { exportReports } from './export/index.ts'
import { forecast } from './forecast/index.ts'
import { help } from './help/index.ts'
import { history } from './history/index.ts'
import { home } from './home/index.ts'
import { imports } from './import/index.ts'
import { keys } from './keys/index.ts'
import { limits } from './limits/index.ts'
import { models } from './models/index.ts'
import { rateLimits } from './rate-limits/index.ts'
import { rates } from './rates/index.ts'
import { retention } from './retention/index.ts'
import { seats } from './seats/index.ts'
import { speaking } from './speaking/index.ts'
import { spend } from './spend/index.ts'
import { status } from './status/index.ts'
import { topUsers } from './top-users/index.ts'
import { vibe } from './vibe/index.ts'
import { whoami } from './whoami/index.ts'
import { workspaces } from './workspaces/index.ts'

/** Everything that users can do, in the order in which `help` lists it. */
export const features: readonly Feature[] = [
  spend,
  limits,
  forecast,
  models,
  workspaces,
  topUsers,
  agents,
  activity,
  vibe,
  seats,
  rateLimits,
  budget,
  keys,
  billing,
  imports,
  history,
  chargeback,
  exportReports,
  rates,
  digest,
  retention,
  audit,
  whoami,
  status,
  help,
  home,
  speaking,
]
