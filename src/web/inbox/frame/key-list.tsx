import { Dialog } from '#web/shared/dialog';

const groups = [
  {
    title: '受信箱',
    keys: [
      ['j', '次の案件'],
      ['k', '前の案件'],
      ['Enter', '案件を開く'],
      ['g → i', '受信箱へ'],
      ['?', 'この一覧'],
    ],
  },
  {
    title: '案件',
    keys: [
      ['r', '返信を書く'],
      ['q', '見ているメッセージ（なければ住民の最後のメッセージ）を引用して返信'],
      ['n', 'メモを書く'],
      ['t', '担当課を変える'],
      ['a', '担当者を決める'],
      ['e', '対応済みにする'],
      ['u', '数秒の間、対応済みや課の変更を元に戻す'],
      ['1・2', '「なぜこの課？」の次の候補へ移す'],
    ],
  },
  {
    title: '書いている間',
    keys: [
      ['/', '行の先頭で、定型文を開く'],
      ['Ctrl＋Enter', '送信（Mac は ⌘＋Enter）'],
      ['Ctrl＋Shift＋Enter', '送信して対応済みにする'],
      ['Esc', '書く欄から出る'],
    ],
  },
] as const;

export const KeyList = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="キーの一覧" onClose={onClose} wide startsAtTitle>
    <div className="grid gap-x-10 gap-y-6 tablet:grid-cols-2">
      {groups.map(({ title, keys }) => (
        <section key={title} className={groups.at(-1)?.title === title ? 'tablet:col-span-2' : ''}>
          <h3 className="mb-2 text-dns-14B-130 text-ink-soft">{title}</h3>
          <dl className="grid grid-cols-[max-content_1fr] items-baseline gap-x-4 gap-y-2">
            {keys.map(([key, words]) => (
              <div key={key} className="contents">
                <dt>
                  <Key>{key}</Key>
                </dt>
                <dd className="text-dns-16N-130">{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
    <p className="mt-6 text-dns-14N-130 text-ink-soft">
      文字を打っている間と、かな漢字変換の間は、1文字のキーは働きません。
    </p>
  </Dialog>
);

export const Key = ({ children }: { readonly children: string }) => (
  <kbd className="rounded-4 border border-line-firm bg-sunk px-1.5 py-0.5 font-sans text-dns-14N-130 whitespace-nowrap text-ink">
    {children}
  </kbd>
);
