import { isCode, perFile, type Remark } from './rule.ts';

const mocksAModule = /^(mock|doMock|unmock|importMock|hoisted)$/;
const looksAtCalls =
  /^(toHaveBeen(Nth|Last)?Called|toHave(Nth|Last)?Returned|toBeCalled|lastCalled|nthCalled)/;

export const testDoubles = perFile({
  name: 'no mocks',
  reads: (path) => isCode(path) && path.startsWith('test/'),
  judge: (source) => {
    const remarks: Remark[] = [];
    source.visit({
      MemberExpression: ({ object, property, start }) => {
        if (property.type !== 'Identifier') return;
        const line = source.lineAt(start);
        const isOfVitest = object.type === 'Identifier' && /^(vi|vitest)$/.test(object.name);
        if (isOfVitest && mocksAModule.test(property.name)) {
          remarks.push({ line, says: 'Use the real module, or hand in a fake of its port.' });
        }
        if (looksAtCalls.test(property.name)) {
          remarks.push({ line, says: 'Assert what the city has afterwards, not that a call was made.' });
        }
      },
    });
    return remarks;
  },
});
