import { useMutation } from '@tanstack/react-query';
import { useActs } from '#web/inbox/acts/use-acts';
import { Button } from '#web/shared/button';
import { ProblemLine } from '#web/shared/states';

export const ClosedFoot = ({ matterId }: { readonly matterId: string }) => {
  const { reopen } = useActs(matterId);
  const again = useMutation({ mutationFn: reopen });
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-dns-14N-130">再開すると、返信できます。</p>
      <Button onClick={() => again.mutate()} disabled={again.isPending}>
        対応を再開する
      </Button>
      <ProblemLine error={again.error} />
    </div>
  );
};
