import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { meKey, type Session } from '#web/inbox/session';
import { useApi } from '#web/shared/api-context';
import { Button } from '#web/shared/button';
import { ProblemLine } from '#web/shared/states';
import { Door, Field, PasswordField } from './door.tsx';

export const LogInScreen = () => {
  const { call } = useApi();
  const queries = useQueryClient();
  const welcome = useQuery({
    queryKey: ['welcome'],
    queryFn: () => call('readWelcome', {}),
    staleTime: Infinity,
  });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useMutation({
    mutationFn: () => call('logIn', { body: { email: email.trim(), password } }),
    onSuccess: (me) => queries.setQueryData<Session>(meKey, me),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    logIn.mutate();
  };
  return (
    <Door title="受信箱にログイン" lead={`${welcome.data?.cityName ?? '市'}の職員のための画面です。`}>
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          label="メールアドレス"
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label="パスワード"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ProblemLine error={logIn.error} />
        <Button type="submit" tone="primary" className="h-12 text-oln-16B-100" disabled={logIn.isPending}>
          ログイン
        </Button>
        <p className="text-dns-14N-130 text-ink-soft">
          パスワードを忘れたときは、管理者に新しいリンクを頼んでください。
        </p>
      </form>
    </Door>
  );
};
