import { OptionList } from '#web/inbox/acts/option-list';
import type { useTemplates } from './use-templates.ts';

export const TemplateMenu = ({ templates }: { readonly templates: ReturnType<typeof useTemplates> }) =>
  templates.isOpen && (
    <div className="absolute inset-x-0 bottom-full z-2 mb-1 rounded-12 border border-line-firm bg-surface p-1.5 shadow-2">
      <OptionList
        id={templates.listId}
        label="定型文"
        chosen={templates.chosen}
        onChoose={templates.pick}
        options={templates.options.map(({ id, title, text }) => ({
          id,
          content: (
            <span className="min-w-0">
              <span className="block text-dns-16B-130">{title}</span>
              <span className="block truncate text-dns-14N-130 text-ink-soft">{text}</span>
            </span>
          ),
        }))}
      />
    </div>
  );
