import { expect, test } from 'vitest';
import { mention } from '#src/text/mention';

test('a quoted message is told in one short line, or by what kind of thing it is', () => {
  expect(mention({ kind: 'text', text: ' 橋の\n街灯が  消えています ' })).toBe('橋の 街灯が 消えています');
  expect(mention({ kind: 'image' })).toBe('写真');
  expect(mention({ kind: 'file', fileName: '申請書.pdf' })).toBe('申請書.pdf');
  expect(mention(null)).toBe('取り消されたメッセージ');
});

test('a long one is cut at a sign, never within one', () => {
  const family = '👨‍👩‍👧';
  const cut = mention({ kind: 'text', text: family.repeat(80) });
  expect(cut).toBe(`${family.repeat(59)}…`);
  expect(mention({ kind: 'text', text: 'あ'.repeat(60) })).toBe('あ'.repeat(60));
});
