import type { Category, City } from '#src/domain/city';
import type { Tokenizer } from '#src/ports/tokenizer';
import { trainClassifier, type Classifier, type Lesson } from '#src/text/classifier';
import { features } from '#src/text/features';
import { normalise } from '#src/text/normalise';

/** Learns the city's categories at start; a second or so for the sample city's 770 sentences. */
export const teachClassifier = async (city: City, tokenizer: Tokenizer): Promise<Classifier> =>
  trainClassifier(await Promise.all(city.categories.map((category) => toLesson(category, tokenizer))));

const toLesson = async (category: Category, tokenizer: Tokenizer): Promise<Lesson> => {
  const texts = [category.name, category.plainName, ...category.examples];
  const examples = await Promise.all(
    texts.map(async (text) => features(await tokenizer.tokenize(normalise(text)))),
  );
  return { categoryId: category.id, departmentId: category.departmentId, examples };
};
