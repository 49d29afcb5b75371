import type { City, UrgentRule } from '#src/domain/city';
import type { CategoryId } from '#src/domain/ids';
import { wordsOf, type Content } from '#src/domain/message';
import type { Shape } from '#src/domain/place-message';
import type { Tokenizer } from '#src/ports/tokenizer';
import { isAcknowledgement } from '#src/text/acknowledgement';
import { isSure, type Classification, type Classifier } from '#src/text/classifier';
import { features, type Features } from '#src/text/features';
import { likeness } from '#src/text/likeness';
import { normalise } from '#src/text/normalise';
import { urgentFinder } from '#src/text/urgent';

/** What a machine can tell of a message before anything is decided. */
export interface Reading {
  readonly shape: Shape;
  readonly urgent: readonly UrgentRule[];
  /** Null when there are no words to classify. */
  readonly classification: Classification | null;
  readonly sureCategoryId: CategoryId | null;
  /** How alike the message and the liveliest of these texts are, 0 to 1. */
  likenessTo(texts: readonly string[]): Promise<number>;
}

export interface Reader {
  read(content: Content): Promise<Reading>;
}

export const makeReader = (tokenizer: Tokenizer, classifier: Classifier, city: City): Reader => {
  const findUrgent = urgentFinder(city.urgent);
  const featuresOf = async (text: string): Promise<Features> =>
    features(await tokenizer.tokenize(normalise(text)));

  const readWords = async (text: string): Promise<Reading> => {
    const found = await featuresOf(text);
    const classification = classifier.classify(found);
    const [first] = classification.candidates;
    const shape = isAcknowledgement(text, city.acknowledgements) ? 'acknowledgement' : 'words';
    const isAbout = shape === 'words' && isSure(classification);
    return {
      shape,
      urgent: findUrgent(text),
      classification,
      sureCategoryId: first !== undefined && isAbout ? first.categoryId : null,
      likenessTo: async (texts) => {
        const others = await Promise.all(texts.map(featuresOf));
        return Math.max(0, ...others.map((other) => likeness(found, other)));
      },
    };
  };

  return {
    read: async (content) => {
      switch (content.kind) {
        case 'text': {
          const words = wordsOf(content);
          // A platform's small picture alone says as much as a sticker.
          return words.trim() === '' && content.text !== words
            ? withoutWords('acknowledgement')
            : readWords(words);
        }
        case 'sticker':
          return withoutWords('acknowledgement');
        case 'image':
        case 'video':
        case 'audio':
        case 'file':
        case 'place':
        case 'unsupported':
          return withoutWords('wordless');
      }
    },
  };
};

const withoutWords = (shape: Shape): Reading => ({
  shape,
  urgent: [],
  classification: null,
  sureCategoryId: null,
  likenessTo: () => Promise.resolve(0),
});
