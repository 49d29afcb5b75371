import { expect, test } from 'vitest';
import { loadCity } from '#config/city';
import { urgentFinder } from '#src/text/urgent';

const { urgent, categories } = loadCity('config/city');
const findUrgent = urgentFinder(urgent);
const idsFor = (text: string): readonly string[] => findUrgent(text).map(({ id }) => id);

test.each([
  ['隣の家が火事です！', 'fire'],
  ['アパートから煙が出ています', 'fire'],
  ['火事ではないと思いますが燃えています', 'fire'],
  ['モエテル…家がモエテイマス', 'fire'],
  ['道で人が倒れています', 'ambulance'],
  ['おじいちゃんが倒れて意識がない', 'ambulance'],
  ['車とぶつかって人がけがをしています。助けて', 'ambulance'],
  ['駅前で子どもが車にひかれました', 'ambulance'],
  ['男に殴られました', 'crime'],
  ['ストーカーに遭っています', 'crime'],
  ['もう死にたい', 'distress'],
  ['シニタイ', 'distress'],
  ['死 に た い', 'distress'],
  ['消えたいです', 'distress'],
  ['隣の子が虐待されているかもしれません', 'child-abuse'],
  ['台所がガス臭いです', 'gas'],
  ['ｶﾞｽ漏れかも', 'gas'],
  ['川があふれて家に水が入ってきた', 'flood'],
  ['道路の水道管が破裂しています', 'water-burst'],
])('「%s」 is answered with the guidance for %s', (text, id) => {
  expect(idsFor(text)).toContain(id);
});

test.each([
  '火災保険の書類に使う証明書がほしい',
  '住宅用火災警報器の補助はありますか',
  '火葬場の予約をしたい',
  '燃えるごみの日はいつですか',
  '防火訓練に参加したい',
  '家事で忙しいです',
  '木が倒れています',
  '自転車が倒れていて邪魔です',
  '救急車のサイレンがうるさい',
  '窓口の受け付けが人でいっぱい',
  '胃腸炎が流行っています',
  '街灯が消えたいつ直りますか',
  '手続きをしにたいへん遠くから来ました',
  '自殺予防の講演会はいつですか',
  '動物虐待を見ました',
  '排気ガスくさいです',
  '浸水想定区域を知りたい',
  '家に水が出ない',
  '刃物の捨て方を教えて',
  'わけがあって人けが少ない道を通ります',
  '仕事に忙殺されています',
])('「%s」 is not urgent', (text) => {
  expect(idsFor(text)).toEqual([]);
});

test('what is excepted for one word does not hide another', () => {
  expect(idsFor('火災保険に入っていますが、今、家が火事です')).toEqual(['fire']);
});

test('of all the everyday questions only the one about a house that burnt gets guidance too', () => {
  const alarming = categories.flatMap(({ examples }) => examples).filter((text) => idsFor(text).length > 0);
  expect(alarming).toEqual(['火災で家が焼けた後の証明書がほしい']);
});
