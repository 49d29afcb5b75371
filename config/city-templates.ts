import type { TemplateName } from '#src/domain/city';

/** Which marks a template must have and may have. */
interface Rule {
  readonly must: readonly string[];
  readonly may: readonly string[];
  readonly lines: number;
}

/** What is wrong with one template, in a clerk's words. */
export const templateFaults = (name: TemplateName, template: string): readonly string[] =>
  faultsOf(template, rules[name]);

/** The same for the words of the web chat's page. */
export const chatFaults = (name: keyof typeof chatRules, text: string): readonly string[] =>
  faultsOf(text, chatRules[name]);

/** Receipts end with `urgentHint`, and five lines is what a resident reads. */
const receiptLines = 4;
const lines = 5;

const rules = {
  greeting: { must: [], may: ['city'], lines },
  receipt: { must: ['number', 'department'], may: ['subject', 'days'], lines: receiptLines },
  receiptClosed: { must: ['number', 'opens'], may: ['subject', 'department', 'days'], lines: receiptLines },
  receiptSorting: { must: ['number'], may: [], lines: receiptLines },
  urgentHint: { must: [], may: [], lines: 1 },
  askSubject: { must: ['number'], may: [], lines: receiptLines },
  added: { must: ['number'], may: [], lines },
  routed: { must: ['department'], may: ['number'], lines },
  transferred: { must: ['department'], may: ['number'], lines },
  reopened: { must: ['number'], may: ['department'], lines: receiptLines },
  closedSolved: { must: ['number'], may: [], lines },
  closedAnswered: { must: ['number'], may: [], lines },
  closedPassedOn: { must: ['number'], may: [], lines },
  closedNoReply: { must: ['number'], may: [], lines },
  closedNotForCity: { must: ['number'], may: [], lines },
  fileLink: { must: ['name', 'link'], may: ['size'], lines },
  fileGone: { must: [], may: [], lines },
} as const satisfies Record<TemplateName, Rule>;

const chatRules = {
  greeting: { must: [], may: ['city'], lines },
  whenOpen: { must: [], may: [], lines: 1 },
  whenClosed: { must: ['opens'], may: [], lines: 1 },
  privacy: { must: [], may: ['city', 'days'], lines: 1 },
} as const satisfies Record<string, Rule>;

const mark = /\{([^{}]*)\}/g;

const faultsOf = (template: string, { must, may, lines: most }: Rule): readonly string[] => {
  const used = new Set([...template.matchAll(mark)].map(([, name]) => name ?? ''));
  const known = [...must, ...may];
  const usable =
    known.length === 0
      ? 'この文では使えません。'
      : `使えるのは${known.map((name) => `{${name}}`).join('')}です。`;
  return [
    ...[...used]
      .filter((name) => !known.includes(name))
      .map((name) => `「{${name}}」は使えません。${known.length === 0 ? '消してください。' : usable}`),
    ...must
      .filter((name) => !used.has(name))
      .map((name) => `「{${name}}」がありません。文の中に書き足してください。`),
    ...(/[{}]/.test(template.replace(mark, '')) ? [`かっこ「{」「}」が閉じていません。${usable}`] : []),
    ...(template.split('\n').length > most ? [`が長すぎます。${most}行までにしてください。`] : []),
  ];
};
