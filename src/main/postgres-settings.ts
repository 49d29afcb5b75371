/** Given at every start, so that they are always this version's. */
export const postgresSettings = (port: number): Readonly<Record<string, string | number>> => ({
  port,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  timezone: 'UTC',

  // What was committed survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',

  // One small machine carries the whole product.
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  wal_recycle: 'off',
  jit: 'off',
  io_method: 'sync',

  // No resident's words in the log. Errors quote values and statements, so they go to the program that caused
  // them and not into the file; `terse` keeps back the details of what is still logged.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_checkpoints: 'off',
  log_timezone: 'UTC',
});
