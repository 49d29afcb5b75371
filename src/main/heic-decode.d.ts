declare module 'heic-decode' {
  const decode: (options: {
    readonly buffer: Uint8Array;
  }) => Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
  export = decode;
}
