declare module 'kuromoji' {
  const kuromoji: {
    builder(options: { readonly dicPath: string }): {
      build(done: (error: Error | null, tokenizer: kuromoji.IpadicTokenizer) => void): void;
    };
  };
  namespace kuromoji {
    interface IpadicToken {
      readonly surface_form: string;
      readonly pos: string;
      readonly pos_detail_1: string;
      /** `*` where the dictionary does not know the word. */
      readonly basic_form: string;
    }
    interface IpadicTokenizer {
      tokenize(text: string): IpadicToken[];
    }
  }
  export = kuromoji;
}
