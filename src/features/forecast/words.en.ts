import { plural } from '../../chatops/words/plural.ts'

/** The words of the forecast. Amounts, days and moments arrive formatted. */
export const en = {
  summary: 'Where this month will land, until when the limit holds, and how wrong the forecast has been',

  heading: (month: string, landing: string) => `${month} is heading for ${landing}`,
  headingOf: (month: string, landing: string, limit: string) => `${month} is heading for ${landing} of ${limit}`,
  headingOver: (month: string, landing: string, over: string) =>
    `${month} is heading for ${landing}, ${over} over the limit`,
  headingAtLeast: (month: string, landing: string) => `${month} is heading for ${landing} or more`,
  suspended: (use: string, limit: string) => `🔴 *API access is suspended*: ${use} of ${limit} used`,
  suspendedSomewhere: '🔴 *API access is suspended*: the limit is used up',
  suspendedTitle: (limit: string) => `API access is suspended: the limit of ${limit} is used up`,
  usualPace: 'The forecast is what the month would cost if access came back now',

  range: (low: string, high: string, soFar: string) => `80% range ${low}–${high}; so far ${soFar}`,
  soFar: (amount: string) => `So far: ${amount}`,
  incomplete: '⚠ Some usage has no price or could not be read, and is not counted',
  atLeast: '⚠ Some usage has no price or could not be read, so the month lands there or above',

  holds: (limit: string) => `The limit of ${limit} should hold all month`,
  mayNotHold: (limit: string, when: string) =>
    `⚠ The limit of ${limit} may not hold: at the upper end of the range it is reached ≈ ${when}`,
  willNotHold: (limit: string, when: string) => `🔴 The limit of ${limit} holds until ≈ ${when}`,
  cannotTell: (limit: string) => `I cannot say whether the limit of ${limit} holds`,
  noLimit: 'No limit is set, so nothing stops the spend',
  unknownLimit: 'Mistral does not say what the limit is',
  otherCurrency: (limit: string) => `The limit of ${limit} is in another currency, so I cannot compare them`,
  missingLimit: '⚠ The limit could not be read, so I cannot say whether it holds',
  countedUse: (use: string) => `Mistral counts ${use} against the limit`,

  toCome: (parts: readonly string[]) => `Still to come after today: ${parts.join(', ')}`,
  workdays: (count: number, amount: string) => `${plural(count, 'weekday', 'weekdays')} at ≈ ${amount}`,
  weekendDays: (count: number, amount: string) => `${plural(count, 'weekend day', 'weekend days')} at ≈ ${amount}`,
  fewDays: (count: number) =>
    `It rests on ${plural(count, 'whole day', 'whole days')} of usage only, so take it with care`,

  tooEarly: (month: string) => `Too early to say where ${month} lands`,
  tooEarlyDetail: (count: number) =>
    `A forecast needs seven whole days of usage, and there ${count === 1 ? 'is 1' : `are ${count}`}.`,
  noUsage: (month: string) => `Mistral reports no usage for ${month}`,
  noUsageNow: 'There is nothing to forecast from yet.',
  noUsageThen: 'The Organization may be new, or this month may lie before its data.',

  over: (month: string, total: string) => `${month} is over: it came to ${total}`,
  overTitle: (month: string, total: string) => `${month} came to ${total}`,
  wouldHaveSaid: (after: number) => `After ${after} days the forecast was`,
  noReplay: 'Too little was known before it to try the forecast on it.',
  said: (landing: string, low: string, high: string, off: string, isWithin: boolean) =>
    `${landing} (${low}–${high}), ${off}${isWithin ? '' : ', outside its range'}`,
  off: (share: string, isTooHigh: boolean) => `${share} too ${isTooHigh ? 'high' : 'low'}`,
  exact: 'right within 1%',

  record: (months: string) => `*How wrong it has been*, on ${months}`,
  recordLine: (errors: readonly { readonly after: number; readonly share: string }[]) =>
    `Off by ${errors.map(({ after, share }) => `${share} after ${after} days`).join(', ')} on average`,
  within: (count: number, of: number) => `The month ended inside the 80% range in ${count} of ${of} tries`,
  monthCameTo: (month: string, total: string) => `${month} came to ${total}`,
  afterDays: (after: number, landing: string, off: string) => `day ${after}: ${landing} (${off})`,
  noRecord: 'How wrong it has been I cannot say yet: there is no month that is over and long enough known',
  missingRecord: '⚠ Earlier months could not be read, so I cannot say how wrong it has been',

  more: (slash: string) => `\`${slash} forecast\` shows the range, the days to come and past months`,

  byModel: '*By model*, each by itself',
  model: (name: string, landing: string, soFar: string) => `${name}  *${landing}*, so far ${soFar}`,
  newModel: (name: string, soFar: string) => `${name}  too new to say, so far ${soFar}`,
  otherModels: (count: number) => (count === 1 ? '1 other' : `${count} others`),

  unknownCurrency: '⚠ Mistral does not say in which currency',
  estimate: 'an estimate, before VAT, seats and discounts',
  before: 'before VAT, seats and discounts',

  buttons: { byModel: 'By model', spend: 'Spend', last: 'Last month' },

  chart: {
    limit: 'Limit',
    perDay: 'Per day',
    came: 'Cost',
    expected: 'Expected',
    monthToDate: 'Running total',
  },
}
