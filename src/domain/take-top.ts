/** The first rows, and the rest. One row behind the top joins it: "1 other" would say less in the same space. */
export function takeTop<Row>(rows: readonly Row[], most: number): { top: readonly Row[]; rest: readonly Row[] } {
  const cut = rows.length === most + 1 ? rows.length : most
  return { top: rows.slice(0, cut), rest: rows.slice(cut) }
}
