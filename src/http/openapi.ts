import { z } from 'zod';
import { operations, wantsToken, type Gate, type Operation } from './contract/operations.ts';
import { problem } from './contract/problem.ts';

/** OpenAPI 3.1, made from the very schemas that read the requests. */
export const openApiDocument = (): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const path = (paths[operation.path] ??= {});
    path[operation.method] = describe(name, operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kodama',
      version: '1',
      description: 'What the staff inbox and the web chat ask of the server.',
    },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'kodama' },
        talk: { type: 'apiKey', in: 'cookie', name: 'kodama_chat' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
    paths,
  };
};

const describe = (name: string, operation: Operation): object => ({
  operationId: name,
  summary: operation.summary,
  ...securityOf(operation.gate),
  'x-gate': operation.gate,
  parameters: [
    ...parametersOf(operation.params, 'path'),
    ...parametersOf(operation.query, 'query'),
    ...(wantsToken(operation) ? [token] : []),
  ],
  ...(operation.body !== undefined && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
    },
  }),
  ...(operation.takesFile === true && { requestBody: file }),
  responses: {
    [operation.status]:
      operation.answer === null
        ? { description: 'Done' }
        : {
            description: 'Done',
            content: { 'application/json': { schema: schemaOf(operation.answer, 'output') } },
          },
    default: {
      description: 'Refused',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
});

const securityOf = (gate: Gate): object => {
  switch (gate) {
    case 'anyone':
      return {};
    case 'resident':
      return { security: [{ talk: [] }] };
    case 'session':
    case 'staff':
    case 'administrator':
      return { security: [{ session: [] }] };
  }
};

const file = {
  required: true,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};

const token = { name: 'x-csrf-token', in: 'header', required: true, schema: { type: 'string' } };

const parametersOf = (schema: z.ZodObject | undefined, where: 'path' | 'query'): object[] =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path',
    schema: z.toJSONSchema(z.object({ field }), { io: 'input' }).properties?.['field'] ?? {},
  }));

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
};
