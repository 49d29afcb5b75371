import { isCategoryId, type CategoryId, type DepartmentId } from '#src/domain/ids';
import type { Category, City } from '#src/domain/city';
import { departments, road, water } from './city-hall.ts';

/** The city behind the city hall of tests: three departments, two categories, open on weekdays from nine to five. */
export const smallCity: City = {
  name: '見本市',
  isSample: true,
  departments,
  categories: [category('pothole', '道路の穴', road), category('leak', '水漏れ', water)],
  hours: { weekdays: [1, 2, 3, 4, 5], opensAtMinute: 540, closesAtMinute: 1020, closedDates: new Set() },
  urgent: [],
  acknowledgements: ['ありがとう'],
  reopenWithinDays: 7,
  templates: {
    greeting: '{city}です。',
    receipt: '{subject}を受け付けました（{number}）。{department}が{days}日のうちにお答えします。',
    receiptClosed: '{subject}を受け付けました（{number}）。{department}は{opens}に開きます（{days}日）。',
    receiptSorting: '受け付けました（{number}）。',
    urgentHint: '急ぐときは119へ。',
    askSubject: '何についてですか（{number}）。',
    added: '{number}に加えました。',
    transferred: '{number}は{department}がお答えします。',
    routed: '{number}は{department}がお答えすることになりました。',
    reopened: '{number}を{department}が再び開きました。',
    closedSolved: '{number}は解決しました。',
    closedAnswered: '{number}は回答しました。',
    closedPassedOn: '{number}は他の機関に伝えました。',
    closedNoReply: '{number}はお返事がないため終わります。',
    closedNotForCity: '{number}は市の仕事ではありません。',
    fileLink: '{name}（{size}）\n{link}',
    fileGone: 'もうありません。',
  },
  answers: [],
  towns: [],
  chat: {
    embedOn: ['https://www.city.example'],
    rememberedDays: 180,
    greeting: '{city}のWebチャットです。',
    whenOpen: '開いています。',
    whenClosed: '{opens}に開きます。',
    privacy: ['{city}が{days}日のあいだ覚えています。'],
  },
};

function category(key: string, name: string, departmentId: DepartmentId): Category {
  return {
    id: categoryKey(key),
    name,
    plainName: name,
    departmentId,
    replyWithinOpenDays: 3,
    examples: [`${name}を直してほしい`],
  };
}

function categoryKey(text: string): CategoryId {
  if (!isCategoryId(text)) throw new Error(`${text} is no category's key`);
  return text;
}
