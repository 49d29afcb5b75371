import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCity } from '#config/city';
import { CityFileError } from '#config/city-fault';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'city-'));
  cpSync('config/city', dir, { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

const edit = (file: string, before: string | RegExp, after: string): void => {
  const text = readFileSync(join(dir, file), 'utf8');
  const [comment = ''] = /^(#.*\n|\n)*/.exec(text) ?? [];
  const edited = comment + text.slice(comment.length).replace(before, after);
  expect(edited).not.toBe(text);
  writeFileSync(join(dir, file), edited);
};

const lineOf = (file: string, part: string): number =>
  readFileSync(join(dir, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

const complaints = (): readonly string[] => {
  try {
    loadCity(dir);
  } catch (error) {
    if (error instanceof CityFileError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
};

test('the sample city is whole, and marked as a sample', () => {
  const city = loadCity('config/city');
  expect(city.name).toBe('久留米市');
  expect(city.isSample).toBe(true);
  expect(city.departments.filter(({ isSortingDesk }) => isSortingDesk)).toHaveLength(1);
  expect(city.categories.length).toBeGreaterThanOrEqual(30);
  expect(Math.min(...city.categories.map(({ examples }) => examples.length))).toBeGreaterThanOrEqual(10);
  expect(city.hours).toMatchObject({ weekdays: [1, 2, 3, 4, 5], opensAtMinute: 510, closesAtMinute: 1035 });
});

test('every department of the sample but the sorting desk has something to answer for', () => {
  const { departments, categories } = loadCity('config/city');
  const busy = new Set(categories.map(({ departmentId }) => departmentId));
  expect(departments.filter(({ id, isSortingDesk }) => !isSortingDesk && !busy.has(id))).toEqual([]);
});

test('the office is closed on national holidays, over the turn of the year and on days of its own', () => {
  edit('hours.yaml', 'extraClosedDates: []', "extraClosedDates: ['2027-05-06']");
  const { closedDates } = loadCity(dir).hours;
  for (const date of ['2026-11-23', '2026-12-29', '2027-01-03', '2027-05-06', '2020-01-02', '2050-12-31']) {
    expect(closedDates).toContain(date);
  }
  for (const date of ['2026-12-28', '2027-01-04', '2026-11-24']) expect(closedDates).not.toContain(date);
});

test('a category for a department that does not exist is told with file, line, field and remedy', () => {
  edit('categories.yaml', 'department: road', 'department: dooro');
  expect(complaints()).toEqual([
    `・categories.yaml ${lineOf('categories.yaml', 'dooro')}行目 department：「dooro」という部署は departments.yaml にありません。departments.yaml の id のどれかを書いてください。`,
  ]);
});

test('a mistake inside an entry hides no mistake between files', () => {
  edit('departments.yaml', 'phone: 0942-00-0003', 'fone: 0942-00-0003');
  edit('categories.yaml', 'department: road', 'department: dooro');
  edit('templates.yaml', /added: \|-\n(.*\n){2}/, '');
  edit('templates.yaml', '受付番号　{number}', '受付番号　{bango}');
  expect(complaints()).toEqual([
    expect.stringContaining('「dooro」という部署は'),
    expect.stringContaining('「phone」がありません'),
    expect.stringContaining('「fone」という項目はありません'),
    expect.stringContaining('「added」がありません'),
    expect.stringContaining('「{bango}」は使えません'),
    expect.stringContaining('「{number}」がありません'),
  ]);
});

test('mistakes in several files are told at once, in order', () => {
  edit('hours.yaml', '17:15', '07:15');
  edit('city.yaml', 'reopenWithinDays: 7', 'reopenWithinDays: 七日');
  edit('templates.yaml', '受付番号　{number}', '受付番号　{bango}');
  const said = complaints();
  expect(said).toHaveLength(4);
  expect(said[0]).toMatch(/^・city\.yaml \d+行目 「reopenWithinDays」の中身の種類/);
  expect(said[1]).toMatch(/^・hours\.yaml \d+行目 「closes」は opens より後/);
  expect(said[2]).toMatch(/^・templates\.yaml \d+行目 receipt：「{bango}」は使えません/);
  expect(said[3]).toMatch(/^・templates\.yaml \d+行目 receipt：「{number}」がありません/);
});

test.each([
  ['departments.yaml', 'sortingDesk: true', 'sortingDesk: false', /振り分け担当がありません/],
  [
    'departments.yaml',
    'phone: 0942-00-0001',
    'phone: 0942-00-0001\n  sortingDesk: true',
    /行目 sortingDesk：振り分け担当は1つだけ/,
  ],
  ['departments.yaml', 'id: sorting', 'id: road', /行目 id：「road」はほかでも使われています/],
  ['departments.yaml', 'id: sorting', 'id: 総合', /行目 「id」は、英小文字で始め/],
  ['departments.yaml', 'kana: かんきょうか', 'kana: 環境課', /行目 「kana」は、ひらがなで/],
  ['departments.yaml', 'phone: 0942-00-0001', 'phone: ０９４２', /行目 「phone」は「0942-00-0001」のように/],
  ['categories.yaml', 'id: water-bill', 'id: water-leak', /行目 id：「water-leak」はほかでも/],
  [
    'categories.yaml',
    'replyWithinOpenDays: 3',
    'replyWithinOpenDays: 0',
    /「replyWithinOpenDays」は1以上の数/,
  ],
  ['categories.yaml', 'replyWithinOpenDays: 3\n', '\n', /行目 「replyWithinOpenDays」がありません/],
  [
    'categories.yaml',
    'plainName: 道路の傷み',
    'plainname: 道路の傷み',
    /行目 「plainname」という項目はありません/,
  ],
  [
    'categories.yaml',
    /examples:\n(.*\n){13}/,
    'examples: [穴, 道]\n',
    /行目 「examples」が少なすぎます。5つ以上/,
  ],
  [
    'categories.yaml',
    '街灯が切れて夜まっくらで怖いです',
    '停止線が薄くて夜は全然見えません',
    /行目 examples（1つ目）：「停止線.*」は「カーブミラー/,
  ],
  [
    'categories.yaml',
    '- 街灯が切れて夜まっくらで怖いです',
    '- 119',
    /行目 「examples（1つ目）」の中身の種類がちがいます/,
  ],
  ['hours.yaml', '08:30', '25:00', /行目 「opens」は「08:30」のように/],
  ['hours.yaml', '[月,', '[げつ,', /weekdays（1つ目）：「げつ」は使えません。「日」「月」/],
  ['hours.yaml', '12-29', '12-32', /行目 「yearEndClosure\.from」は「12-29」のように/],
  [
    'hours.yaml',
    'extraClosedDates: []',
    "extraClosedDates: ['2027-02-29']",
    /「extraClosedDates（1つ目）」は「2027-05-01」/,
  ],
  ['templates.yaml', /added: \|-\n(.*\n){2}/, '', /templates\.yaml \d+行目 「added」がありません/],
  ['templates.yaml', '{city}の相談窓口です。', '{city の相談窓口です。', /greeting：かっこ/],
  ['templates.yaml', '{city}の相談窓口です。', '相談\n  窓口\n  です。', /「greeting」が長すぎます。5行まで/],
  ['urgent.yaml', '    - 火事\n', "    - ''\n", /行目 「words（1つ目）」が空です/],
  ['urgent.yaml', 'id: ambulance', 'id: fire', /行目 id：「fire」はほかでも/],
  ['chat.yaml', 'embedOn: []', 'embedOn: [https://www.city.example/]', /「embedOn（1つ目）」は「https:/],
  ['chat.yaml', 'embedOn: []', "embedOn: ['*']", /「embedOn（1つ目）」は「https:/],
  ['chat.yaml', 'rememberedDays: 180', 'rememberedDays: 0', /「rememberedDays」は1以上の数/],
  ['chat.yaml', '{opens}', '朝', /whenClosed：「\{opens\}」がありません/],
  ['chat.yaml', '{days}日間', '{nichi}日間', /privacy（5つ目）：「\{nichi\}」は使えません/],
  ['chat.yaml', 'greeting:', 'greetings:', /「greeting」がありません/],
  ['city.yaml', 'sample: true', 'sample: はい', /行目 「sample」の中身の種類がちがいます。true か false/],
])('%s with a mistake (%s → %s) is refused with the remedy', (file, before, after, said) => {
  edit(file, before, after);
  expect(complaints()).toContainEqual(expect.stringMatching(said));
  expect(complaints().every((line) => line.startsWith(`・${file} `))).toBe(true);
});

test.each([
  ['a tab before a name', 'name: 久留米市', 'a:\n\tname: 久留米市', /タブ|空白/],
  [
    'a name written twice',
    'sample: true',
    'sample: true\nsample: true',
    /^・city\.yaml \d+行目：同じ名前の項目が2つ/,
  ],
  ['an open quotation mark', 'name: 久留米市', "name: '久留米市", /引用符/],
  ['an open bracket', 'name: 久留米市', 'name: [久留米市', /かっこ|引用符/],
])('%s is told as a mistake of spelling, with its line', (_, before, after, said) => {
  edit('city.yaml', before, after);
  expect(complaints()).toContainEqual(expect.stringMatching(said));
});

test('a slip that confuses the rest of its line is told once', () => {
  edit('city.yaml', 'sample: true', 'sample: true\n\t- x');
  expect(complaints()).toEqual([expect.stringContaining('行の先頭にタブがあります')]);
});

test('a file that is missing is named', () => {
  rmSync(join(dir, 'urgent.yaml'));
  expect(complaints()).toEqual([expect.stringMatching(/^・urgent\.yaml：ファイルがありません/)]);
});
