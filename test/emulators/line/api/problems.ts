import type { NextFunction, Request, Response } from 'express';

/** A body that cannot be read gets LINE's words; Express calls this with four arguments. */
export const bodyProblem = (error: unknown, _request: Request, response: Response, next: NextFunction) => {
  const type = error instanceof Error && 'type' in error ? error.type : null;
  if (type === 'entity.too.large') response.status(413).json({ message: 'Request body is too large' });
  else if (type === 'entity.parse.failed') response.status(400).json({ message: notJson });
  else next(error);
};

const notJson = 'The request body could not be parsed as JSON (line: 1, column: 1)';
