import { describe, expect, test } from 'vitest'
import { languages } from '../../src/domain/language.ts'
import { features } from '../../src/features/index.ts'
import { compare } from './golden.ts'
import { startDrawing } from './real-charts.ts'

/** Every report that draws, in one of its forms or two. */
const reports: Readonly<Record<string, string>> = {
  spend: 'spend',
  'spend-last-month': 'spend last month by workspace',
  'spend-quarter': 'spend q3',
  'spend-year': 'spend ytd by category',
  forecast: 'forecast',
  'forecast-past': 'forecast last month',
  models: 'models',
  'models-by-tokens': 'models last month by tokens',
  workspaces: 'workspaces',
  'top-users': 'top-users last month',
  agents: 'agents last month',
  activity: 'activity last month by week',
  'activity-by-hour': 'activity 2026-11-16..2026-11-17 by hour',
  vibe: 'vibe last month',
  seats: 'seats last month',
  'rate-limits': 'rate-limits',
  budget: 'budget',
  limits: 'limits',
  digest: 'digest',
}

describe('the picture is the one that was looked at', () => {
  test('of every report in both languages, drawn from what it answers in the sandbox', async () => {
    const { chartOf } = await startDrawing()
    const wrong: unknown[] = []
    for (const language of languages)
      for (const [name, line] of Object.entries(reports))
        await compare(`${name}.${language}`, await chartOf(line, language)).catch((error: unknown) => wrong.push(error))
    expect(wrong).toEqual([])
  }, 120_000)

  test('and no report that draws is left out', () => {
    const drawing = features.flatMap(({ commands = [] }) => commands).filter(({ isDrawn }) => isDrawn)
    const lines = Object.values(reports)
    for (const { name } of drawing)
      expect(
        lines.some((line) => line.split(' ')[0] === name),
        name,
      ).toBe(true)
  })
})
