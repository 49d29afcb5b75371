import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import kuromoji from 'kuromoji';
import type { Token } from '#src/ports/tokenizer';
import { replaceUnreadable } from '#src/text/normalise';

export interface ThreadRequest {
  readonly id: number;
  readonly text: string;
}

export interface ThreadAnswer {
  readonly id: number;
  readonly tokens: readonly Token[];
}

export type ThreadMessage =
  { readonly kind: 'ready' } | { readonly kind: 'answers'; readonly answers: readonly ThreadAnswer[] };

/** kuromoji's time grows faster than the text: 26 s for 44,000 characters at once, under 1 s in pieces of this length. */
const longestPiece = 200;

const dicPath = fileURLToPath(new URL('../dict', import.meta.resolve('kuromoji')));

kuromoji.builder({ dicPath }).build((error, tokenizer) => {
  if (error) throw error;
  const read = ({ id, text }: ThreadRequest): ThreadAnswer => {
    try {
      return {
        id,
        tokens: piecesOf(replaceUnreadable(text)).flatMap((piece) => tokenizer.tokenize(piece).map(toToken)),
      };
    } catch {
      // One unreadable text goes to people without words found in it; those behind it are read as usual.
      return { id, tokens: [] };
    }
  };
  parentPort?.on('message', (requests: readonly ThreadRequest[]) => {
    send({ kind: 'answers', answers: requests.map(read) });
  });
  send({ kind: 'ready' });
});

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

const piecesOf = (text: string): readonly string[] =>
  (text.match(/[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+$/g) ?? []).flatMap((sentence) =>
    Array.from({ length: Math.ceil(sentence.length / longestPiece) }, (_, index) =>
      sentence.slice(index * longestPiece, (index + 1) * longestPiece),
    ),
  );

const toToken = (token: kuromoji.IpadicToken): Token => ({
  surface: token.surface_form,
  baseForm: token.basic_form === '*' ? token.surface_form : token.basic_form,
  partOfSpeech: token.pos,
  detail: token.pos_detail_1,
});
