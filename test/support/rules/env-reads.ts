import { isCode, perFile, type Remark } from './rule.ts';

const says = 'Take it from config/env.ts, the only reader of the environment.';

export const envReads = perFile({
  name: 'environment reads',
  reads: (path) => isCode(path) && path !== 'config/env.ts' && !path.startsWith('test/'),
  judge: (source) => {
    const remarks: Remark[] = [];
    const remark = ({ start }: { readonly start: number }) =>
      remarks.push({ line: source.lineAt(start), says });
    source.visit({
      MemberExpression: (node) => {
        const isEnv = node.property.type === 'Identifier' && node.property.name === 'env';
        if (isEnv && node.object.type === 'Identifier' && node.object.name === 'process') remark(node);
      },
      VariableDeclarator: (node) => {
        const isProcess = node.init?.type === 'Identifier' && node.init.name === 'process';
        if (isProcess && node.id.type === 'ObjectPattern') remark(node);
      },
      ImportDeclaration: (node) => {
        if (/^(node:)?process$/.test(node.source.value)) remark(node);
      },
    });
    return remarks;
  },
});
