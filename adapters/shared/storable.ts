/**
 * What came from outside, in a form PostgreSQL can keep: NUL and halves of surrogate pairs, which its text and jsonb
 * refuse, become U+FFFD. One such character would otherwise stop the whole webhook from being stored.
 */
export const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]),
    );
  }
  return value;
};

export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');
