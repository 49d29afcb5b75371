import type { Refusal } from '#src/domain/sending';

/** What LINE says of one wrong field, or of the whole request. */
export interface Complaint {
  readonly message: string;
  readonly property: string;
}

/** What LINE finds wrong, named for what staff can do about it; the first complaint that we know decides. */
export const refusalIn = (status: number, message: string, details: readonly Complaint[]): Refusal => {
  if (status === 413) return 'too-long';
  const complaints = [...details, { message, property: propertyIn(message) }];
  for (const complaint of complaints) {
    const found = table.find(({ says }) => says(complaint));
    if (found !== undefined) return found.refusal;
  }
  return 'refused';
};

interface Row {
  readonly refusal: Refusal;
  readonly says: (complaint: Complaint) => boolean;
}

const about = (pattern: RegExp) => (complaint: Complaint) => pattern.test(complaint.property);

/** Fields as in LINE's reference. The narrower ones stand first: a quick reply's label is inside a message, too. */
const table: readonly Row[] = [
  { refusal: 'wrong-button', says: about(/quickReply|\.actions?\b|\.label$/) },
  { refusal: 'wrong-quote', says: about(/quoteToken/) },
  { refusal: 'wrong-quote', says: ({ message }) => /quote ?token/i.test(message) },
  { refusal: 'wrong-picture', says: about(/originalContentUrl|previewImageUrl/) },
  { refusal: 'wrong-address', says: about(/^to\b/) },
  { refusal: 'too-long', says: tooLong },
];

/** A text beyond its length, or more messages than one call takes. */
function tooLong({ property, message }: Complaint): boolean {
  return /^messages(\[\d+\](\.text)?)?$/.test(property) && /length must be|size must be/i.test(message);
}

/** "The property, to[1], in the request body is invalid (line: -, column: -)" */
const propertyIn = (message: string): string => /property, '?([^',]+)'?,/.exec(message)?.[1] ?? '';
