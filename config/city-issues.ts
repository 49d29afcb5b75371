import type { z } from 'zod';

/** A schema's complaint in the words of a clerk. Handed to zod with each parse, so nothing is set globally. */
export const sayIssue = (issue: z.core.$ZodRawIssue): string => {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys')
    return 'がありません。この項目を書き足してください。';
  switch (issue.code) {
    case 'invalid_type':
      return sayType(issue.expected);
    case 'too_small':
      return issue.origin === 'array'
        ? `が少なすぎます。${issue.minimum}つ以上書いてください。`
        : issue.origin === 'string'
          ? 'が空です。中身を書いてください。'
          : `は${issue.minimum}以上の数にしてください。`;
    case 'too_big':
      return issue.origin === 'array'
        ? `が多すぎます。${issue.maximum}個までにしてください。`
        : issue.origin === 'string'
          ? `が長すぎます。${issue.maximum}文字までにしてください。`
          : `は${issue.maximum}以下の数にしてください。`;
    case 'invalid_value':
      return `「${String(issue.input)}」は使えません。${issue.values.map((value) => `「${String(value)}」`).join('')}のどれかを書いてください。`;
    case 'unrecognized_keys':
      return 'という項目はありません。つづりを確かめるか、この行を消してください。';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'の書き方が正しくありません。ファイルの先頭の説明を見て直してください。';
  }
};

const sayType = (expected: string): string => {
  const wanted: Readonly<Record<string, string>> = {
    string: "文字で書いてください。数字だけのときは引用符（'）で囲みます。",
    int: '小数のない数で書いてください（引用符はつけません）。',
    number: '数で書いてください（引用符はつけません）。',
    boolean: 'true か false で書いてください。',
    array: '「- 」で始まる行を並べて書いてください。',
    object: '「項目: 中身」の形で書いてください。',
  };
  return `の中身の種類がちがいます。${wanted[expected] ?? 'ファイルの先頭の説明を見て直してください。'}`;
};
