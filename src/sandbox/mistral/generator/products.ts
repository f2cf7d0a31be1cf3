import { parseDay } from './calendar.ts'
import { completionProducts } from './completion-products.ts'
import { otherProducts } from './other-products.ts'
import type { Product } from './product.ts'
import type { WorkspaceKey } from './workspaces.ts'

/** The order matters: the chance of a day depends on a product's place. */
export const products: readonly Product[] = [...completionProducts, ...otherProducts]

/** Fine-tuned models that are kept: counted by the month, without days. */
export const storedModels: readonly { model: string; workspace: WorkspaceKey; since: number; price: string }[] = [
  { model: 'ft:ministral-8b-latest:support-tone', workspace: 'support', since: parseDay('2024-09-12'), price: '1.80' },
  { model: 'ft:ministral-8b-latest:invoice-fields', workspace: 'data', since: parseDay('2025-05-20'), price: '1.80' },
  { model: 'ft:ministral-8b-latest:eval-judge', workspace: 'research', since: parseDay('2026-01-15'), price: '1.80' },
]
