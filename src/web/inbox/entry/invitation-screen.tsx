import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { meKey, type Session } from '#web/inbox/session';
import { useApi } from '#web/shared/api-context';
import { sayProblem } from '#web/shared/problems';
import { Bone } from '#web/shared/states';
import { Door } from './door.tsx';
import { NewPasswordForm } from './new-password-form.tsx';

/** Where the link of an invitation or of a reset leads. */
export const InvitationScreen = () => {
  const { token = '' } = useParams();
  const { call } = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call('readInvitation', { params: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    mutationFn: (password: string) => call('acceptInvitation', { params: { token }, body: { password } }),
    onSuccess: (me) => {
      queries.setQueryData<Session>(meKey, me);
      void navigate('/', { replace: true });
    },
  });
  if (invitation.isError) return <Door title="このリンクは使えません">{sayProblem(invitation.error)}</Door>;
  if (invitation.data === undefined)
    return (
      <Door title="リンクを確かめています">
        <Bone className="h-24 w-full" />
      </Door>
    );
  const { name, email, cityName } = invitation.data;
  return (
    <Door
      title="パスワードを決める"
      lead={`${cityName}の受信箱へようこそ。${name} さんのパスワードを決めてください。`}
    >
      <NewPasswordForm
        onSubmit={(password) => accept.mutate(password)}
        isPending={accept.isPending}
        error={accept.error}
        action="決めてログイン"
      >
        <div>
          <p className="text-std-16B-170">メールアドレス</p>
          <p>{email}</p>
          <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        </div>
      </NewPasswordForm>
    </Door>
  );
};
