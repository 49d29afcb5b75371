import type { MatterDetail } from '#src/http/contract/matters';
import { sayQuoted, sayResident } from '#web/inbox/words';
import type { Message } from './message-item.tsx';
import { showMessage } from './quoting.ts';

type Quoted = NonNullable<Message['quoted']>;

interface QuoteViewProps {
  readonly quoted: Quoted;
  readonly matter: MatterDetail;
}

const look = 'mb-1.5 block w-full border-l-3 border-field pl-2 text-left text-dns-14N-130 text-ink-soft';

/** What a message answers to, in its author's present words. */
export const QuoteView = ({ quoted, matter }: QuoteViewProps) => {
  switch (quoted.kind) {
    case 'taken-back':
      return <p className={look}>取り消し・消去されたメッセージへの返信</p>;
    case 'unseen':
      return <p className={look}>ここに届いていないメッセージへの返信</p>;
    case 'elsewhere':
      return <p className={look}>ほかのやりとりへの返信</p>;
    case 'message': {
      const words = (
        <>
          <span className="sr-only">引用：</span>
          <span className="block font-700">{nameOf(quoted, matter)}</span>
          <span className="line-clamp-2">{sayQuoted(quoted)}</span>
        </>
      );
      return quoted.isHere ? (
        <button
          type="button"
          onClick={() => showMessage(quoted.id)}
          title="引用したメッセージへ"
          className={`${look} min-h-11 hover:text-ink tablet:min-h-8`}
        >
          {words}
        </button>
      ) : (
        <p className={look}>{words}</p>
      );
    }
  }
};

const nameOf = ({ from, authorName }: Extract<Quoted, { kind: 'message' }>, { resident }: MatterDetail) => {
  switch (from) {
    case 'resident':
      return sayResident(resident.displayName);
    case 'staff':
      return authorName ?? '職員';
    case 'machine':
      return '自動のお知らせ';
  }
};
