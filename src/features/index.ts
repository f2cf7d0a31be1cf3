import type { Feature } from '../chatops/contract.ts'
import { audit } from './audit/index.ts'
import { help } from './help/index.ts'
import { home } from './home/index.ts'
import { limits } from './limits/index.ts'
import { spend } from './spend/index.ts'
import { status } from './status/index.ts'
import { whoami } from './whoami/index.ts'

/** Everything that users can do, in the order in which `help` lists it. */
export const features: readonly Feature[] = [spend, limits, audit, whoami, status, help, home]
