export type UnreadableReason =
  /** Neither CSV nor PDF. */
  | 'notSupported'
  | 'empty'
  /** A PDF that asks for a password. */
  | 'encrypted'
  /** A PDF of pictures, without text. */
  | 'scanned'
  /** It ends in the middle. */
  | 'truncated'
  | 'damaged'
  | 'tooLarge'
  | 'tooManyPages'
  | 'tooManyRows'
  /** It took too long, or more memory than one file may. */
  | 'tooDemanding'

/** Why a file cannot be read. Nothing of what is in it. */
export class UnreadableDocument extends Error {
  override name = 'UnreadableDocument'
  readonly reason: UnreadableReason
  constructor(reason: UnreadableReason, options?: ErrorOptions) {
    super(`a file could not be read: ${reason}`, options)
    this.reason = reason
  }
}
