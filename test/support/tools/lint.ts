import { z } from 'zod';
import type { Check, Finding } from '#test/support/rules/rule';
import { runTool } from './run-tool.ts';

const report = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().optional(),
      help: z.string().optional(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

export const lint: Check = {
  name: 'lint',
  run: async ({ root }) => {
    const args = ['--type-aware', '--format', 'json', '.'];
    const { stdout, stderr, exitCode } = await runTool(root, 'oxlint/bin/oxlint', args);
    if (!stdout.trimStart().startsWith('{'))
      throw new Error(`oxlint ended with ${exitCode}: ${stdout}${stderr}`);
    const { number_of_files: read, diagnostics } = report.parse(JSON.parse(stdout));
    const findings = diagnostics.map(({ filename, labels, message, help, code }): Finding => ({
      weight: 'fails',
      path: filename,
      line: labels[0]?.span.line ?? 1,
      says: [message, help, code === undefined ? undefined : `[${code}]`].filter(Boolean).join(' '),
    }));
    return { read, findings };
  },
};
