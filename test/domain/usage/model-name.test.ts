import { expect, test } from 'vitest'
import { modelName, shortModelName } from '../../../src/domain/usage/model-name.ts'

test.each([
  ['mistral-large-latest', 'Mistral Large'],
  ['mistral-ocr-2505', 'Mistral OCR'],
  ['ministral-8b', 'Ministral 8B'],
  ['ft:ministral-8b-latest:support-tone', 'Ministral 8B (support-tone)'],
  ['ft:open-mistral-7b:587a6b29:20240514:7e773925', 'Open Mistral 7B (587a6b29:20240514:7e773925)'],
  ['ft:', 'Ft:'],
  ['', ''],
])('%s is called %s', (alias, name) => expect(modelName(alias)).toBe(name))

test('in a crowded line Mistral’s own models go by their second name', () => {
  expect(shortModelName('mistral-large-latest')).toBe('Large')
  expect(shortModelName('ft:mistral-small-latest:tone')).toBe('Small (tone)')
})
