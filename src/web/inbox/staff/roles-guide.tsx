const roles = [
  { name: '担当', may: '自分の課の案件を見て、返信・メモ・課の変更・引き受け・対応済みができます。' },
  { name: '責任者', may: '担当ができることに加えて、課のほかの人を担当者に決め、メッセージを消去できます。' },
  {
    name: '管理者',
    may: '職員を招き、課と役割を決め、利用を停止できます。案件は、課に入っていなければ見られません。課に入っていれば、住民の記録をすべて消去できます。',
  },
] as const;

export const RolesGuide = () => (
  <section aria-labelledby="roles" className="mt-8 pb-8">
    <h2 id="roles" className="text-std-18B-160">
      役割ごとにできること
    </h2>
    <dl className="mt-2 grid gap-x-6 gap-y-2 text-dns-16N-130 tablet:grid-cols-[5rem_1fr]">
      {roles.map(({ name, may }) => (
        <div key={name} className="contents">
          <dt className="font-700">{name}</dt>
          <dd className="text-ink-soft">{may}</dd>
        </div>
      ))}
    </dl>
  </section>
);
