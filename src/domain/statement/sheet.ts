/** A file as rows of cells, whatever it was before. */
export interface Row {
  /** From 1, as a person counts lines in the file. */
  readonly row: number
  readonly cells: readonly string[]
}

export type Sheet = readonly Row[]

/** A piece of text with its place on the line, from left to right. */
export interface PlacedText {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A line of a page. */
export interface PlacedLine {
  readonly row: number
  readonly texts: readonly PlacedText[]
}

export const textOf = ({ cells }: Row): string =>
  cells
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join(' ')
