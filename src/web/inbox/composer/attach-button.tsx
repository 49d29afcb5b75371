import { useRef } from 'react';
import { Button } from '#web/shared/button';
import { ClipIcon } from '#web/shared/icons';

/** As the server takes them; a picture of any kind may be tried. */
const taken = 'image/*,.heic,.heif,.pdf,.docx,.xlsx,.pptx,.txt,.csv';

export const AttachButton = ({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={taken}
        aria-label="添える写真・ファイル"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again after it was taken away.
          currentTarget.value = '';
        }}
      />
      <Button
        tone="quiet"
        onClick={() => input.current?.click()}
        aria-label="写真・ファイルを添える"
        title="ここへ置いても、画像を貼り付けても添えられます"
        className="px-2!"
      >
        <ClipIcon className="size-4" />
        <span>
          <span className="@max-[36rem]:hidden">写真・ファイルを</span>添える
        </span>
      </Button>
    </>
  );
};
