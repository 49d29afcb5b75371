import { expect, test } from 'vitest';
import { fillTemplate, MissingMarkError } from '#src/text/template';

test('every mark of a template is filled, as often as it occurs', () => {
  expect(
    fillTemplate('{number}です。{number}、{department}', { number: '12-3456', department: '道路の課' }),
  ).toBe('12-3456です。12-3456、道路の課');
});

test('braces that a resident wrote are not read as marks', () => {
  expect(fillTemplate('{subject}について', { subject: '{number}' })).toBe('{number}について');
});

test('a mark that was not given stops the message instead of reaching the resident', () => {
  expect(() => fillTemplate('受付番号　{number}', {})).toThrow(MissingMarkError);
});
