import type { Origin } from '../../domain/fetched.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { inCurrency } from '../../domain/money/money.ts'
import { type CountedFile, chooseSources, type Sources } from '../../domain/statement/choose-sources.ts'
import { spreadFigures } from '../../domain/statement/spread-figures.ts'
import { addDays, dayOf, firstDayOf, startOfDay } from '../../domain/time/time.ts'
import type { Month, SpendLine, UsageMonth } from '../../domain/usage/usage.ts'
import { type FigureReads, findImports, findLines, type StoredImport, type StoredLine } from './imports.ts'
import { findTypedFigures, type TypedFigure } from './typed.ts'

export interface KnownMonth {
  readonly usage: UsageMonth
  readonly origin: Origin
}

/** What people brought of one month, of the Organization or one Workspace, and where it comes from. */
export async function readKnownMonth(
  db: FigureReads,
  organization: string,
  { month, workspace, now }: { readonly month: Month; readonly workspace?: string; readonly now: Date },
): Promise<KnownMonth> {
  const sources = chooseSources(await findImports(db, organization), month)
  const files = sources?.counted ?? []
  const stored = await findLines(
    db,
    organization,
    files.map(({ file }) => file.id),
    month,
  )
  const counting = stored.filter(({ importId, day }) => isCounted(files, importId, day))
  const usage = counting.filter(({ kind }) => kind === 'usage')
  const lines = usage.filter((line) => workspace === undefined || line.workspace === workspace).map(toSpendLine)
  // A figure of the Billing page is about the whole Organization.
  const typed = workspace === undefined ? await findLater(db, organization, month, sources) : []
  const currency = files[0]?.file.currency ?? typed.at(-1)?.currency ?? null
  const comparable = typed.filter((figure) => figure.currency === currency)
  const first = firstDayOf(month)
  const known = sources ? dayOf(knownUntil(sources)) : first
  const from = known > first ? known : first
  const days = spreadFigures(comparable, from, Decimal.sum(lines.map(({ amount }) => amount)))
  return {
    usage: {
      month,
      currency,
      lines: [...lines, ...days.map((day) => ({ ...ofBillingPage, ...day }))],
      unpriced: [],
      unreadable: {},
    },
    origin: originOf(comparable.at(-1), sources, counting, now),
  }
}

/** What was typed tells no model. */
const ofBillingPage = {
  category: 'typed',
  model: 'billing-page',
  version: null,
  group: 'amount',
  units: 0,
  billed: 0,
  price: null,
} as const

function isCounted(files: readonly CountedFile[], importId: string, day: StoredLine['day']): boolean {
  const counted = files.find(({ file }) => file.id === importId)
  return counted !== undefined && (counted.days === undefined || day === null || counted.days.has(day))
}

const toSpendLine = ({ category, model, version, group, day, amount, units, price }: StoredLine): SpendLine => ({
  category: category ?? '',
  model: model ?? '',
  version,
  group: group ?? '',
  day,
  amount,
  units,
  billed: units,
  price,
})

/** Up to where the files tell: of a day that was not over when its file was brought, there may be more. */
function knownUntil({ counted, through }: Sources): Date {
  const end = startOfDay(addDays(through, 1))
  const last = counted.find(({ days }) => days === undefined || days.has(through))
  return last && last.file.importedAt < end ? last.file.importedAt : end
}

/** What was typed after what the files tell; of an invoiced month, nothing. */
async function findLater(
  db: FigureReads,
  organization: string,
  month: Month,
  sources: Sources | undefined,
): Promise<TypedFigure[]> {
  const figures = await findTypedFigures(db, organization, month)
  if (!sources) return figures
  const isInvoiced = sources.counted.some(({ file }) => file.kind === 'invoice')
  return isInvoiced ? [] : figures.filter(({ asOf }) => asOf >= knownUntil(sources))
}

function originOf(
  typed: TypedFigure | undefined,
  sources: Sources<StoredImport> | undefined,
  counting: readonly StoredLine[],
  now: Date,
): Origin {
  if (typed) return { kind: 'typed', name: undefined, asOf: typed.asOf, through: dayOf(typed.asOf) }
  const [first] = sources?.counted ?? []
  if (!sources || !first) return { kind: 'nothing', name: undefined, asOf: now, through: undefined }
  const { file } = first
  const isInvoice = file.kind === 'invoice'
  const net = Decimal.sum(counting.filter(({ kind }) => kind !== 'vat').map(({ amount }) => amount))
  return {
    kind: isInvoice ? 'invoice' : 'usageFile',
    name: (isInvoice ? file.number : undefined) ?? file.fileName,
    asOf: knownUntil(sources),
    through: sources.through,
    ...(isInvoice ? { net: inCurrency(net, file.currency) } : {}),
  }
}

/** Workspaces that usage files ever named, also those that were undone since: somebody may have stored something about them. */
export async function findAllNamedWorkspaces(db: FigureReads, organization: string): Promise<string[]> {
  const rows = await db
    .selectFrom('figure_lines')
    .select('workspace')
    .distinct()
    .where('organization', '=', organization)
    .where('workspace', 'is not', null)
    .execute()
  return rows.flatMap(({ workspace }) => workspace ?? [])
}

/** Workspaces that usage files name. */
export async function findNamedWorkspaces(db: FigureReads, organization: string): Promise<string[]> {
  const rows = await db
    .selectFrom('figure_lines')
    .innerJoin('figure_imports', (join) =>
      join
        .onRef('figure_imports.id', '=', 'figure_lines.import_id')
        .onRef('figure_imports.organization', '=', 'figure_lines.organization'),
    )
    .select('figure_lines.workspace')
    .distinct()
    .where('figure_lines.organization', '=', organization)
    .where('figure_imports.undone_at', 'is', null)
    .where('figure_lines.workspace', 'is not', null)
    .execute()
  return rows.flatMap(({ workspace }) => workspace ?? []).toSorted()
}
