/** One morpheme as the dictionary sees it. */
export interface Token {
  readonly surface: string;
  /** Dictionary form; the surface itself where the dictionary does not know the word. */
  readonly baseForm: string;
  /** IPADIC's first part of speech, such as 「名詞」. */
  readonly partOfSpeech: string;
  /** IPADIC's second part of speech, such as 「固有名詞」. */
  readonly detail: string;
}

/** Cuts Japanese into words, away from the event loop. Texts of any length and any characters are safe to hand in. */
export interface Tokenizer {
  tokenize(text: string): Promise<readonly Token[]>;
  close(): Promise<void>;
}
