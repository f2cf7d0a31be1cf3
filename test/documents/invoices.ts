import PDFDocument from 'pdfkit'

export type Layout = 'table' | 'grouped' | 'lines'

export interface InvoiceLine {
  readonly item: string
  readonly quantity?: string
  readonly price?: string
  readonly amount: string
}

export interface Invoice {
  readonly layout: Layout
  readonly head: readonly string[]
  readonly headings: readonly [string, string, string, string]
  /** In the grouped layout, the lines of each model stand below its name. */
  readonly groups: readonly { readonly title?: string; readonly lines: readonly InvoiceLine[] }[]
  readonly totals: readonly (readonly [string, string])[]
  readonly foot?: readonly string[]
  readonly password?: string
  /** Lines of nothing between, so that the table goes on over pages. */
  readonly linesAPage?: number
}

const left = 50
const columns = [
  { at: left, width: 230, align: 'left' },
  { at: 290, width: 90, align: 'right' },
  { at: 385, width: 80, align: 'right' },
  { at: 470, width: 80, align: 'right' },
] as const

/** A PDF as a billing program makes it: real fonts, flush columns, several pages where it is long. */
export function printInvoice(invoice: Invoice): Promise<Uint8Array> {
  const { layout, head, headings, groups, totals, foot = [], password, linesAPage = 40 } = invoice
  const pdf = new PDFDocument({ size: 'A4', margin: 40, ...(password ? { userPassword: password } : {}) })
  const { promise, resolve } = Promise.withResolvers<Uint8Array>()
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(Buffer.concat(chunks)))
  let y = 50
  let onPage = 0
  const put = (text: string, at: number, width: number, align: 'left' | 'right' = 'left') =>
    pdf.text(text, at, y, { width, align, lineBreak: false })
  const next = (height = 16) => {
    y += height
    onPage += 1
  }
  const printHeadings = () => {
    if (layout === 'lines') return
    for (const [index, heading] of headings.entries())
      put(heading, columns[index]!.at, columns[index]!.width, columns[index]!.align)
    next(20)
  }
  pdf.fontSize(10)
  for (const line of head) {
    put(line, left, 500)
    next()
  }
  next()
  printHeadings()
  for (const { title, lines } of groups) {
    if (title) {
      put(title, left, 400)
      next()
    }
    for (const { item, quantity = '', price = '', amount } of lines) {
      if (onPage >= linesAPage) {
        pdf.addPage()
        y = 50
        onPage = 0
        printHeadings()
      }
      const cells = [item, quantity, price, amount]
      for (const [index, cell] of cells.entries())
        if (cell) put(cell, columns[index]!.at, columns[index]!.width, columns[index]!.align)
      next()
    }
  }
  next()
  for (const [label, amount] of totals) {
    put(label, 290, 170)
    put(amount, 470, 80, 'right')
    next()
  }
  for (const line of foot) {
    put(line, left, 500)
    next()
  }
  pdf.end()
  return promise
}

/** A page with a picture on it and no text, as a scanner makes it. */
export function printScan(): Promise<Uint8Array> {
  const pdf = new PDFDocument()
  const { promise, resolve } = Promise.withResolvers<Uint8Array>()
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(Buffer.concat(chunks)))
  pdf.rect(50, 50, 400, 600).fill('#ddd')
  pdf.end()
  return promise
}

export const english: Invoice = {
  layout: 'table',
  head: [
    'Invoice MIS-2026-0042',
    'Mistral AI, 15 rue des Halles, 75001 Paris',
    'Date of issue: November 3, 2026',
    'Date due: December 3, 2026',
    'Billing period: October 1, 2026 – October 31, 2026',
  ],
  headings: ['Description', 'Quantity', 'Unit price', 'Amount'],
  groups: [
    {
      lines: [
        { item: 'Mistral Large - input tokens (1M)', quantity: '120.5', price: '€1.80', amount: '€216.90' },
        { item: 'Mistral Large - output tokens (1M)', quantity: '30.25', price: '€5.40', amount: '€163.35' },
        { item: 'Codestral - input tokens (1M)', quantity: '300', price: '€0.20', amount: '€60.00' },
        { item: 'Mistral OCR - pages (1k)', quantity: '12', price: '€0.90', amount: '€10.80' },
        { item: 'Le Chat Team - seats', quantity: '3', price: '€25.00', amount: '€75.00' },
        { item: 'Commitment discount', amount: '-€20.00' },
      ],
    },
  ],
  totals: [
    ['Subtotal', '€506.05'],
    ['VAT (20%)', '€101.21'],
    ['Total due', '€607.26'],
  ],
  foot: ['Payable within 30 days.'],
}

export const frenchGrouped: Invoice = {
  layout: 'grouped',
  head: [
    'Facture n° FR-2026-118',
    'Date d’émission : 3 novembre 2026',
    'Échéance : 3 décembre 2026',
    'Période de facturation : du 01/10/2026 au 31/10/2026',
  ],
  headings: ['Désignation', 'Quantité', 'Prix unitaire', 'Montant HT'],
  groups: [
    {
      title: 'Mistral Large',
      lines: [
        { item: 'Tokens d’entrée', quantity: '120 500 000', price: '0,0000018', amount: '216,90 €' },
        { item: 'Tokens de sortie', quantity: '30 250 000', price: '0,0000054', amount: '163,35 €' },
      ],
    },
    {
      title: 'Codestral',
      lines: [{ item: 'Tokens d’entrée', quantity: '300 000 000', price: '0,0000002', amount: '60,00 €' }],
    },
    { title: 'Autres', lines: [{ item: 'Remise', amount: '-20,00 €' }] },
  ],
  totals: [
    ['Total HT', '420,25 €'],
    ['TVA 20 %', '84,05 €'],
    ['Total TTC', '504,30 €'],
  ],
}

export const plainLines: Invoice = {
  layout: 'lines',
  head: ['INVOICE', 'Invoice number: 2026-7', 'Invoice date: 2026-11-03', 'Usage for October 2026'],
  headings: ['', '', '', ''],
  groups: [
    {
      lines: [
        { item: 'Mistral Small usage, prompt tokens', amount: '$12.40' },
        { item: 'Pixtral Large usage, completion tokens', amount: '$1,030.00' },
      ],
    },
  ],
  totals: [['Total', '$1,042.40']],
}
