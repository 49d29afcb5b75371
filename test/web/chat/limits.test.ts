import { expect, test } from 'vitest';
import { chatPhotoMostBytes, chatTextMost } from '#src/http/contract/chat';
import { photoMostBytes, textMostChars } from '#src/web/chat/limits';

test('the page stops a resident where the server would, and not before', () => {
  expect({ photoMostBytes, textMostChars }).toEqual({
    photoMostBytes: chatPhotoMostBytes,
    textMostChars: chatTextMost,
  });
});
