/** Reads the live socket: which binary message is an initialisation segment, and of what type. Pure. */
export type LivePart =
  | { kind: 'format'; mimeType: string }
  | { kind: 'init'; mimeType: string; bytes: ArrayBuffer }
  | { kind: 'fragment'; bytes: ArrayBuffer }
  | { kind: 'ignored' };

export class LiveReader {
  private announced: string | null = null;
  private started = false;

  read(data: string | ArrayBuffer): LivePart {
    if (typeof data === 'string') {
      const mimeType = mimeTypeIn(data);
      if (!mimeType) return { kind: 'ignored' };
      this.announced = mimeType;
      return { kind: 'format', mimeType };
    }
    if (this.announced) {
      const mimeType = this.announced;
      this.announced = null;
      this.started = true;
      return { kind: 'init', mimeType, bytes: data };
    }
    return this.started ? { kind: 'fragment', bytes: data } : { kind: 'ignored' };
  }
}

function mimeTypeIn(text: string): string | null {
  try {
    const message = JSON.parse(text) as { mimeType?: unknown };
    return typeof message.mimeType === 'string' ? message.mimeType : null;
  } catch {
    return null;
  }
}

/** The codec out of `video/mp4; codecs="avc1.64001f"`. */
export function codecOf(mimeType: string): string {
  return /codecs="?([^";]+)/.exec(mimeType)?.[1] ?? mimeType;
}
