import { expect, test } from 'vitest'
import { isSlacksUrl } from '../../src/slack/responses.ts'

const slack = 'https://slack.com/api/'

test.each([
  ['https://hooks.slack.com/commands/T0/1/x', slack],
  ['https://hooks.slack-gov.com/commands/T0/1/x', 'https://slack-gov.com/api/'],
  ['http://127.0.0.1:4000/respond/x', 'http://127.0.0.1:4000/api/'],
])('%s is an address of the Slack at %s', (url, apiUrl) => {
  expect(isSlacksUrl(url, apiUrl)).toBe(true)
})

test.each([
  'http://hooks.slack.com/commands/T0/1/x',
  'https://hooks.slack.com.evil.example/x',
  'https://evilslack.com/x',
  'https://evil.example/?https://hooks.slack.com',
  'https://hooks.slack.com@evil.example/x',
  'https://evil.example#.slack.com',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  '//hooks.slack.com/x',
  '',
])('%j is not Slack’s', (url) => {
  expect(isSlacksUrl(url, slack)).toBe(false)
})
