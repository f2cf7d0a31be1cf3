/** What a test gives of something larger, each part of it as its type says. */
type Parts<Whole> = Whole extends (...words: never[]) => unknown
  ? Whole
  : Whole extends object
    ? { readonly [Name in keyof Whole]?: Parts<Whole[Name]> }
    : Whole

/** Whoever reaches for more than the test gave fails at once. */
export const partsOf = <Whole>(parts: Parts<Whole>): Whole => parts as Whole
