import type { ReactNode } from 'react';
import { Button } from '#web/shared/button';
import { TemplateIcon } from '#web/shared/icons';
import { AttachButton } from './attach-button.tsx';

interface ReplyFootProps {
  readonly asksBack: boolean;
  readonly onAsksBack: (isOn: boolean) => void;
  readonly goesOn: boolean;
  readonly onGoesOn: (isOn: boolean) => void;
  readonly maySend: boolean;
  readonly mayClose: boolean;
  readonly isSending: boolean;
  readonly onTemplates: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSend: (thenClose: boolean) => void;
}

export const ReplyFoot = (props: ReplyFootProps) => (
  <>
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
      <Choice isOn={props.asksBack} onChange={props.onAsksBack}>
        住民からの返事を待つ
      </Choice>
      <Choice isOn={props.goesOn} onChange={props.onGoesOn}>
        送信したら次の案件へ
      </Choice>
    </div>
    <div className="@container">
      <div className="flex flex-wrap items-center gap-2">
        {/* The field keeps the focus, so that the menu opens where the text will go. */}
        <Button
          tone="quiet"
          onMouseDown={(event) => event.preventDefault()}
          onClick={props.onTemplates}
          title="行の先頭で「/」"
          className="-ml-2 px-2!"
        >
          <TemplateIcon className="size-4" />
          定型文
        </Button>
        <AttachButton onFiles={props.onFiles} />
        <span className="ml-auto flex flex-wrap justify-end gap-2">
          {props.mayClose && (
            <Button
              onClick={() => props.onSend(true)}
              disabled={!props.maySend || props.asksBack}
              title="Ctrl＋Shift＋Enter。返信のあと「回答した」として閉じ、そのことも住民に知らせます"
            >
              送信して対応済みにする
            </Button>
          )}
          <Button
            tone="primary"
            onClick={() => props.onSend(false)}
            disabled={!props.maySend}
            title="Ctrl＋Enter"
            className="min-w-20"
          >
            {props.isSending ? '送信中…' : '送信'}
          </Button>
        </span>
      </div>
    </div>
  </>
);

interface ChoiceProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

const Choice = ({ isOn, onChange, children }: ChoiceProps) => (
  <label className="flex min-h-11 items-center gap-1.5 text-dns-14N-130 tablet:min-h-8">
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => onChange(event.target.checked)}
      className="size-4 accent-accent"
    />
    {children}
  </label>
);
