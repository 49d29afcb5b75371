import { expect, test } from 'vitest';
import { createComposition, type KeyPress } from '#src/web/shared/composition';

const enter = (press: Partial<KeyPress> = {}): KeyPress => ({
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  ...press,
});

test('the Enter that ends a conversion is not a command where the key comes first', () => {
  const composition = createComposition();
  composition.start();
  expect(composition.owns(enter({ isComposing: true, keyCode: 229 }))).toBe(true);
  composition.end();
  composition.settle();
  expect(composition.owns(enter())).toBe(false);
});

test('the Enter that ends a conversion is not a command where the conversion ends first', () => {
  const composition = createComposition();
  composition.start();
  composition.end();
  expect(composition.owns(enter({ keyCode: 229 }))).toBe(true);
  composition.settle();
  expect(composition.owns(enter())).toBe(false);
});

test('a plain Enter straight after a conversion, before any key is let go, still belongs to it', () => {
  const composition = createComposition();
  composition.start();
  composition.end();
  expect(composition.owns(enter())).toBe(true);
  expect(composition.owns(enter())).toBe(false);
});

test('a key that an input method swallows is never a command', () => {
  const composition = createComposition();
  expect(composition.owns(enter({ key: 'Process' }))).toBe(true);
  expect(composition.owns(enter({ keyCode: 229 }))).toBe(true);
  expect(composition.owns(enter({ isComposing: true }))).toBe(true);
});

test('every key belongs to a conversion that is running', () => {
  const composition = createComposition();
  composition.start();
  expect(composition.owns({ key: 'e', keyCode: 69, isComposing: false })).toBe(true);
});

test('a conversion ended with the pointer does not swallow the next Enter', () => {
  const composition = createComposition();
  composition.start();
  composition.end();
  composition.settle();
  expect(composition.owns(enter())).toBe(false);
});

test('letting a key go in the middle of a conversion does not end it', () => {
  const composition = createComposition();
  composition.start();
  composition.settle();
  expect(composition.owns(enter())).toBe(true);
});
