import { z } from 'zod'
import type { Workspace } from '../../domain/limit/limit.ts'
import type { Page } from '../pages.ts'
import { count, currency, decimal, flag, readRows } from './fields.ts'

const cap = z.object({ value: decimal, currency, no_monthly_limit: flag }).nullable().catch(null)
const workspace = z
  .object({ uuid: z.string(), name: z.string(), is_default: flag, members_count: count, spend_limit: cap })
  .transform(
    ({ uuid, name, is_default, members_count, spend_limit }): Workspace => ({
      id: uuid,
      name,
      isDefault: is_default,
      memberCount: members_count,
      cap: spend_limit && !spend_limit.no_monthly_limit ? spend_limit.value : null,
      capCurrency: spend_limit?.currency ?? null,
    }),
  )
const workspacesAnswer = z.object({ items: z.array(z.unknown()), total: count })

export function readWorkspaces(answer: unknown): Page<Workspace> {
  const { items, total } = workspacesAnswer.parse(answer)
  return { items: readRows(workspace, items).rows, total }
}
