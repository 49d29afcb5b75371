import { loadCity } from '#config/city';
import { teachClassifier } from '#src/main/classifier';
import { startTokenizer } from '#src/main/tokenizer';
import { makeReader, type Reader } from '#src/usecases/read-message';

let taught: Promise<Reader> | undefined;

/**
 * Reads for the sample city. Once for all test files of one process, since the dictionary takes longer to load than most
 * tests to run; its thread ends with the process.
 */
export const taughtReader = (): Promise<Reader> => (taught ??= teach());

const teach = async (): Promise<Reader> => {
  const city = loadCity('config/city');
  const tokenizer = await startTokenizer();
  return makeReader(tokenizer, await teachClassifier(city, tokenizer), city);
};
