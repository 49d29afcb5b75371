/** Whom the first start lets in; the address needs not exist, since the password is told on the terminal. */
export const firstAdministratorIs = { email: 'admin@kodama.example', name: '最初の管理者' } as const;
