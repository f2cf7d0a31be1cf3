/** How the limit grew with the Organization: who set it, when, to what. Each step is in the audit log. */
export const limitHistory: readonly { at: number; amount: number }[] = [
  { at: Date.parse('2023-11-02T10:20:00Z'), amount: 2_000 },
  { at: Date.parse('2024-06-03T08:41:00Z'), amount: 5_000 },
  { at: Date.parse('2025-01-20T09:12:00Z'), amount: 12_000 },
  { at: Date.parse('2025-08-25T14:03:00Z'), amount: 22_000 },
  { at: Date.parse('2026-01-05T09:30:00Z'), amount: 30_000 },
  { at: Date.parse('2026-02-23T15:47:00Z'), amount: 40_000 },
  { at: Date.parse('2026-06-15T07:55:00Z'), amount: 45_000 },
  { at: Date.parse('2026-12-28T10:05:00Z'), amount: 60_000 },
]
