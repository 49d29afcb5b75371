/** One invented morning in the sample city: who wrote what, and how many minutes ago. */
export interface Wish {
  readonly resident: string;
  readonly words: string;
  readonly minutesAgo: number;
}

export const midori = '古賀 みどり';
export const blocker = '江藤 健一郎';

export const wishes: readonly Wish[] = [
  {
    resident: 'よっしー',
    words: '隣の空き家から煙が出ています。人はいないと思います',
    minutesAgo: 3,
  },
  {
    resident: blocker,
    words: '家の水道メーターのところで水漏れしています。昨日の夜から、ずっと水の音がします',
    minutesAgo: 190,
  },
  {
    resident: 'さくらのママ',
    words: '来年の4月から保育園に入れたいです。申し込みの締め切りと、必要な書類を教えてください',
    minutesAgo: 145,
  },
  {
    resident: '大石・フェルナンデス 真理亜エリザベート',
    words: '粗大ごみの申し込み方法を教えてください。ソファーとベッドの枠があります',
    minutesAgo: 118,
  },
  { resident: midori, words: '家の前の道路に大きな穴が開いていて危ないです', minutesAgo: 47 },
  {
    resident: '中園 ハル（75歳）',
    words: '介護保険の認定の申請はどこに行けばよいでしょうか',
    minutesAgo: 96,
  },
  { resident: '東町の自治会長', words: '公園のブランコの鎖が切れかけていて危ないです', minutesAgo: 82 },
  { resident: '白石 拓海', words: '転入届に必要なものを教えてください', minutesAgo: 61 },
  { resident: '井上', words: '少し聞いてもいいでしょうか', minutesAgo: 58 },
  { resident: '西田 和歌子', words: '防犯灯がチカチカしていて、夜道が怖いです', minutesAgo: 33 },
  { resident: 'ケンタ', words: '固定資産税の納付書をなくしました', minutesAgo: 24 },
  { resident: '柳 さくら', words: '国民健康保険をやめる手続きを知りたいです', minutesAgo: 12 },
];

/** Where the hole is. */
export const holeAt = {
  title: '東町の交差点',
  address: '福岡県久留米市東町316-2',
  latitude: 33.313905,
  longitude: 130.521733,
};

export const colleagues = [
  { name: '中村 由美', email: 'nakamura@city.example', department: '道路河川課', role: '責任者' },
  { name: '田中 直人', email: 'tanaka@city.example', department: '上下水道課', role: '担当' },
  { name: '保坂 真由', email: 'hosaka@city.example', department: '子ども保育課', role: '担当' },
  { name: '五十嵐 龍之介', email: 'ryunosuke.igarashi@city.example', department: '環境課', role: '担当' },
] as const;
