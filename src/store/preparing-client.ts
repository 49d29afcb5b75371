import { createHash } from 'node:crypto';
import { Client } from 'pg';

/**
 * A connection that has each statement planned once and then knows it by name: planning costs PostgreSQL more than running
 * most of ours. Where a plan depends on who may see what, PostgreSQL itself makes it anew for another role.
 */
export class PreparingClient extends Client {
  override query(...given: readonly unknown[]) {
    const [text, values, ...rest] = given;
    const isPlannable = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const asked = isPlannable ? [{ name: nameOf(text), text, values }, ...rest] : given;
    return Reflect.apply(super.query, this, asked);
  }
}

/** A name may have 63 bytes at most. The texts are ours and few; the values are never part of them. */
const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `kodama-${createHash('sha1').update(text).digest('hex')}`;
  names.set(text, name);
  return name;
};

const names = new Map<string, string>();
