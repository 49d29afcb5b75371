/** Fills every `{mark}`. What is filled in is never read as a template again: a resident may write braces. */
export const fillTemplate = (template: string, marks: Readonly<Record<string, string>>): string =>
  template.replace(mark, (_, name: string) => {
    const value = marks[name];
    if (value === undefined)
      throw new MissingMarkError(`The template asks for {${name}}, which was not given`);
    return value;
  });

export class MissingMarkError extends Error {
  override readonly name = 'MissingMarkError';
}

const mark = /\{([^{}]*)\}/g;
