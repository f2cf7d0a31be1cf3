/** As far as the tests use it. */
declare module 'pdfkit' {
  export default class PDFDocument {
    constructor(options?: { size?: string; margin?: number; userPassword?: string })
    on(event: 'data', listener: (chunk: Buffer) => void): this
    on(event: 'end', listener: () => void): this
    text(
      text: string,
      x: number,
      y: number,
      options?: { width?: number; align?: 'left' | 'right'; lineBreak?: boolean },
    ): this
    fontSize(size: number): this
    addPage(): this
    rect(x: number, y: number, width: number, height: number): this
    fill(color: string): this
    end(): void
  }
}
