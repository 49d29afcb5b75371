import { parseSync, Visitor, type ParseResult, type VisitorObject } from 'vite';

export type Comment = { readonly text: string; readonly start: number; readonly end: number };

/** A file, and what a rule may ask of it. Code is parsed once, whichever rule asks first. */
export class Source {
  readonly path: string;
  readonly text: string;
  #parsed: ParseResult | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get lines(): readonly string[] {
    return this.text.replace(/\n$/, '').split('\n');
  }

  /** In the order of the file, without the signs that begin and end them. */
  get comments(): readonly Comment[] {
    return this.#program().comments.map(({ value, start, end }) => ({ text: value, start, end }));
  }

  visit(visitor: VisitorObject): void {
    new Visitor(visitor).visit(this.#program().program);
  }

  lineAt(offset: number): number {
    return this.text.slice(0, offset).split('\n').length;
  }

  #program(): ParseResult {
    this.#parsed ??= parseSync(this.path, this.text);
    return this.#parsed;
  }
}
