import type { EventName } from '../../slack/interactions.ts'
import type { Migration } from '../../storage/database.ts'
import type { PanelPage } from '../admin-panel.ts'
import type {
  Act,
  AuditAction,
  Click,
  Command,
  EventHandler,
  Feature,
  Form,
  GaugeGroup,
  HomeSetting,
  JobHandler,
  OccurrenceHandler,
  RefusalText,
  Schedule,
  Section,
  TrailCheck,
} from '../contract.ts'
import { coreActions } from '../core-actions.ts'
import type { Leaving } from '../leaving/leaving.ts'
import { coreMove } from '../move/core-move.ts'
import type { SlackMove } from '../move/slack-move.ts'
import { corePersonalData } from '../people/core-personal-data.ts'
import type { PersonalData } from '../people/personal-data.ts'
import type { TroubleCheck } from '../readiness.ts'
import { coreRetention } from '../retention/core-retention.ts'
import type { Retention } from '../retention/retention.ts'
import type { Reader } from '../words/catalogue.ts'

type ByName<Part> = Readonly<Record<string, Part>>

export interface NamedSection extends Section {
  readonly name: string
}

/** All that the features bring, by the names that Slack's payloads, the scheduler's rows and the trail carry. */
export interface Registry {
  readonly commands: readonly Command[]
  readonly acts: readonly Act[]
  readonly clicks: ByName<Click>
  readonly forms: ByName<Form>
  readonly events: Readonly<Partial<Record<EventName, EventHandler>>>
  readonly jobs: ByName<JobHandler>
  readonly schedules: readonly Schedule[]
  readonly occurrences: ByName<OccurrenceHandler>
  readonly starts: NonNullable<Feature['starts']>
  readonly home: readonly NamedSection[]
  readonly homeSettings: readonly HomeSetting[]
  readonly acted: readonly NonNullable<Feature['acted']>[]
  /** Each by its feature's name: people can leave some of them out. */
  readonly digest: readonly NamedSection[]
  readonly auditActions: ByName<AuditAction>
  readonly personalData: readonly PersonalData[]
  readonly retention: readonly Retention[]
  readonly leavings: readonly Leaving[]
  readonly slackMoves: readonly SlackMove[]
  readonly trailChecks: readonly TrailCheck[]
  readonly troubleChecks: readonly TroubleCheck[]
  readonly migrations: readonly Migration[]
  readonly gauges: readonly GaugeGroup[]
  refusals(reader: Reader): ByName<RefusalText>
  readonly refusalPages: ByName<PanelPage>
}

/** Throws where two features claim the same name: one of them would never be called. */
export function registerFeatures(features: readonly Feature[]): Registry {
  refuseTwins('feature', features, ({ name }) => [name])
  const registry: Registry = {
    commands: claimed('command', features, ({ commands = [] }) => commands, nameOf),
    acts: claimed('act', features, ({ acts = [] }) => acts, nameOf),
    clicks: byName('click', features, ({ clicks }) => clicks),
    forms: byName('form', features, ({ forms }) => forms),
    events: byName('event', features, ({ events }) => events),
    jobs: byName('job', features, ({ jobs }) => jobs),
    schedules: claimed('schedule', features, ({ schedules = [] }) => schedules, nameOf),
    occurrences: byName('occurrence', features, ({ occurrences }) => occurrences),
    starts: features.flatMap(({ starts = [] }) => starts),
    home: inOrder(
      'Home',
      features.flatMap(({ name, home = [] }) => home.map((part) => ({ ...part, name }))),
    ),
    homeSettings: features.flatMap(({ homeSettings = [] }) => homeSettings),
    acted: features.flatMap(({ acted }) => acted ?? []),
    digest: inOrder(
      'digest',
      features.flatMap(({ name, digest }) => (digest ? [{ ...digest, name }] : [])),
    ),
    auditActions: byName(
      'audit action',
      [{ name: 'the core', auditActions: coreActions }, ...features],
      ({ auditActions }) => auditActions,
    ),
    personalData: [
      ...corePersonalData,
      ...claimed(
        'place of personal data',
        features,
        ({ personalData = [] }) => personalData,
        ({ table }) => table,
      ),
    ],
    leavings: features.flatMap(({ leaving }) => leaving ?? []),
    slackMoves: [coreMove, ...features.flatMap(({ slackMove }) => slackMove ?? [])],
    retention: [coreRetention, ...features.flatMap(({ retention }) => retention ?? [])],
    trailChecks: features.flatMap(({ trailChecks = [] }) => trailChecks),
    troubleChecks: features.flatMap(({ troubleChecks = [] }) => troubleChecks),
    migrations: claimed('migration', features, ({ migrations = [] }) => migrations, nameOf),
    gauges: features.flatMap(({ gauges = [] }) => gauges),
    refusals: (reader) => byName('refusal', features, ({ refusals }) => refusals?.(reader)),
    refusalPages: byName('page of a refusal', features, ({ refusalPages }) => refusalPages),
  }
  registry.refusals({ language: 'en' })
  return registry
}

const nameOf = ({ name }: { readonly name: string }): string => name

/** Throws where two sections want the same place: which comes first would be chance. */
function inOrder(page: string, sections: readonly NamedSection[]): readonly NamedSection[] {
  const ordered = sections.toSorted((left, right) => left.order - right.order)
  for (const [index, { order, name }] of ordered.slice(1).entries()) {
    const before = ordered[index]
    if (before?.order === order)
      throw new Error(`place ${order} of the ${page} is claimed by ${before.name} and by ${name}`)
  }
  return ordered
}

function claimed<Part>(
  what: string,
  features: readonly Feature[],
  partsOf: (feature: Feature) => readonly Part[],
  named: (part: Part) => string,
): readonly Part[] {
  refuseTwins(what, features, (feature) => partsOf(feature).map(named))
  return features.flatMap(partsOf)
}

/** Without a prototype: names come from payloads, and `constructor` is nobody's button. */
function byName<Part>(
  what: string,
  features: readonly Feature[],
  partsOf: (feature: Feature) => ByName<Part | undefined> | undefined,
): ByName<Part> {
  refuseTwins(what, features, (feature) => Object.keys(partsOf(feature) ?? {}))
  return Object.assign(Object.create(null), ...features.map(partsOf))
}

function refuseTwins(what: string, features: readonly Feature[], namesOf: (feature: Feature) => readonly string[]) {
  const owners = new Map<string, string>()
  for (const feature of features)
    for (const name of namesOf(feature)) {
      const owner = owners.get(name)
      if (owner !== undefined) throw new Error(`${what} "${name}" is claimed by ${owner} and by ${feature.name}`)
      owners.set(name, feature.name)
    }
}
