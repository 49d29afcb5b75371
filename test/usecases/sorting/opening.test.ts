import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#test/support/query';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { tablesWith } from '#test/support/tables-with';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const vague = '車のことで相談があります';
const hint = () => room.city.templates.urgentHint;

test('a clear message opens a matter in its department, and the receipt names number, department and days', async () => {
  const resident = room.resident();
  await resident.says(hole, { replyToken: 'fresh' });
  const matter = await resident.matter();
  expect(matter).toMatchObject({
    state: 'new',
    departmentId: 'road',
    categoryId: 'road-damage',
    isUrgent: false,
  });
  expect(matter.number).toMatch(/^\d{2}-\d{4}$/);
  // Tuesday 2026-11-17; three open days later it is Friday, closing time.
  expect(matter.replyBy).toEqual(new Date('2026-11-20T17:15:00+09:00'));
  expect(matter.waitingSince).toEqual(room.clock.now());
  expect(await resident.told()).toEqual([
    {
      route: 'reply',
      token: 'fresh',
      matterId: matter.id,
      choices: [],
      texts: [
        `道路の傷みについて受け付けました。\n受付番号　${matter.number}\n担当　道路と川の課（3開庁日以内にお返事します）\n` +
          `写真や場所があれば、続けて送ってください。\n${hint()}`,
      ],
    },
  ]);
  expect(await room.events(matter)).toEqual(['opened']);
  expect(room.nudges.filter(({ name }) => name === 'message.deliver')).toHaveLength(1);
});

test('once it stands in the thread a message is kept nowhere else', async () => {
  const resident = room.resident();
  await resident.says('桜並木の三番目の枝が折れています');
  await resident.matter();
  expect(await tablesWith(room.url, '三番目の枝')).toEqual(['public.message']);
});

test('why a matter went to its department is kept with the words that decided', async () => {
  const resident = room.resident();
  await resident.says('国民健康保険の保険料が払えません');
  const { id } = await resident.matter();
  const [why] = await query(room.url, 'select confidence, words from classification where matter_id = $1', [
    id,
  ]);
  expect(why?.['confidence']).not.toBe('low');
  expect(why?.['words']).toContainEqual(expect.objectContaining({ word: '国民健康保険' }));
});

test('a receipt whose token has died is pushed', async () => {
  const resident = room.resident();
  await room.accept([resident.telling(resident.messageOf({ kind: 'text', text: hole }))]);
  room.clock.pass({ seconds: 55 });
  await room.sortAll();
  expect(await resident.told()).toMatchObject([{ route: 'push', token: null }]);
});

test('a receipt whose token still lives some seconds is a reply', async () => {
  const resident = room.resident();
  await room.accept([resident.telling(resident.messageOf({ kind: 'text', text: hole }))]);
  room.clock.pass({ seconds: 54 });
  await room.sortAll();
  expect(await resident.told()).toMatchObject([{ route: 'reply' }]);
});

test('outside opening hours the receipt says when the desks open', async () => {
  room.clock.pass({ hours: 10 });
  const resident = room.resident();
  await resident.says(hole);
  expect((await resident.told())[0]?.texts[0]).toContain(
    '今は窓口の時間外です。11月18日（水）午前8時30分から順に見ます。',
  );
  room.clock.pass({ hours: 14 });
});

test('an unclear message lies on the sorting desk, and the resident may say with one touch what it is about', async () => {
  const resident = room.resident();
  await resident.says(vague);
  const matter = await resident.matter();
  expect(matter).toMatchObject({
    state: 'sorting',
    departmentId: 'sorting',
    categoryId: null,
    replyBy: null,
  });
  const [told] = await resident.told();
  expect(told?.texts).toEqual([
    `ご連絡を受け付けました。\n受付番号　${matter.number}\n担当の課を確かめています。決まったらお知らせします。\n` +
      `下のボタンから近いものを選ぶと、早く担当に届きます。\n${hint()}`,
  ]);
  expect(told?.choices).toHaveLength(4);
});

test('words that say nothing to the classifier explain nothing, and the commonest subject of each department is offered', async () => {
  const resident = room.resident();
  await resident.says('asdfgh');
  const { id } = await resident.matter();
  expect(await query(room.url, 'select from classification where matter_id = $1', [id])).toEqual([]);
  const [told] = await resident.told();
  const offered = ['道路の傷み', '水漏れや断水', 'ごみの出し方', '公園', '空き家', '保育園や幼稚園'];
  expect(told?.choices.map(({ label }) => label)).toEqual(offered);
});

test('the touch of a button routes the matter and brings the receipt of its department', async () => {
  const resident = room.resident();
  await resident.says('asdfgh');
  const [first] = await resident.told();
  const choice = first?.choices.find(({ label }) => label === 'ごみの出し方');
  await resident.does({ kind: 'postback', data: choice?.data ?? '', replyToken: 'touched' });
  const matter = await resident.matter();
  expect(matter).toMatchObject({ state: 'new', departmentId: 'environment', categoryId: 'garbage-day' });
  expect(matter.replyBy).not.toBeNull();
  const told = await resident.told();
  expect(told[1]).toMatchObject({ route: 'reply', token: 'touched', matterId: matter.id });
  expect(told[1]?.texts[0]).toMatch(/^ごみの出し方について受け付けました。/);
  expect(await room.events(matter)).toEqual(['opened', 'routed']);
  await resident.does({ kind: 'postback', data: told[0]?.choices[0]?.data ?? '', replyToken: null });
  expect(await resident.told()).toHaveLength(2);
  expect((await resident.matter()).departmentId).toBe('environment');
});

test("a button of somebody else's matter, of no matter or of nonsense does nothing", async () => {
  const [resident, stranger] = [room.resident(), room.resident()];
  await resident.says('asdfgh');
  const choice = (await resident.told())[0]?.choices[0]?.data ?? '';
  const unknown = 'about:019a9b2e-7c11-7d3e-8f00-0123456789ab:road-damage';
  for (const data of [choice, unknown, `${choice}-x`, '', 'about::', '今日の天気']) {
    await stranger.does({ kind: 'postback', data, replyToken: null });
  }
  expect((await resident.matter()).state).toBe('sorting');
  expect(await stranger.told()).toEqual([]);
  expect(await stranger.matters()).toEqual([]);
});

test('a sticker or thanks before anything else is answered with how to write', async () => {
  for (const content of [
    { kind: 'sticker', words: ['こんにちは'] },
    { kind: 'text', text: 'ありがとう' },
  ] as const) {
    const resident = room.resident();
    await resident.sends(content);
    expect(await resident.matters()).toEqual([]);
    expect((await resident.told())[0]?.texts[0]).toContain('久留米市の相談窓口です。');
    expect((await resident.messages())[0]?.matterIds).toEqual([]);
  }
});

test('a sticker and thanks join the matter without asking for an answer', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const before = await resident.matter();
  await query(room.url, 'update matter set waiting_since = null where id = $1', [before.id]);
  await resident.sends({ kind: 'sticker', words: [] });
  await resident.says('ありがとうございます');
  const after = await resident.matter();
  expect(after).toMatchObject({ state: 'new', waitingSince: null, replyBy: before.replyBy });
  expect(after.revision).toBeGreaterThan(before.revision);
  expect(await resident.told()).toHaveLength(1);
});
