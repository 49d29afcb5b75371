import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Check, Finding } from '#test/support/rules/rule';
import { runTool } from './run-tool.ts';

const report = z.object({
  read: z.number(),
  issues: z.array(z.object({ kind: z.string(), path: z.string(), line: z.number(), symbol: z.string() })),
});

export const unused: Check = {
  name: 'unused',
  run: async ({ root }) => {
    const reporter = fileURLToPath(import.meta.resolve('./knip-reporter.ts'));
    const args = ['--no-progress', '--no-config-hints', '--reporter', reporter];
    const { stdout, stderr, exitCode } = await runTool(root, 'knip/bin/knip.js', args);
    if (!stdout.startsWith('{')) throw new Error(`knip ended with ${exitCode}: ${stdout}${stderr}`);
    const { read, issues } = report.parse(JSON.parse(stdout));
    const findings = issues.map(({ kind, path, line, symbol }): Finding => ({
      weight: 'fails',
      path,
      line,
      says: remedy(kind, symbol),
    }));
    return { read, findings };
  },
};

const remedy = (kind: string, symbol: string): string => {
  if (kind === 'files') return 'Nothing imports this file: delete it, or give knip.config.ts its entry.';
  if (/^(unlisted|unresolved|binaries)$/.test(kind))
    return `Add ${symbol} to package.json, or mend the import.`;
  if (kind.toLowerCase().endsWith('dependencies'))
    return `Nothing uses ${symbol}: take it out of package.json.`;
  return `Nothing outside uses ${symbol}: do not export it, or delete it. [${kind}]`;
};
