/** Reads the playback socket: the live socket's messages, and where each fragment belongs. Pure. */

/** Where a fragment belongs. */
export interface Moment {
  /** Wall clock of its first picture, ms. */
  at: number;
  /** Seconds of the recording that it shows. */
  seconds: number;
  /** When it is shown on the viewer's timeline, seconds. */
  media: number;
  /** How long it is shown there, seconds. */
  shown: number;
  speed: number;
  /** It does not go on from what was before. */
  jump: boolean;
}

export type Part =
  | { kind: 'format'; mimeType: string }
  | { kind: 'init'; mimeType: string; bytes: ArrayBuffer }
  | { kind: 'fragment'; moment: Moment; bytes: ArrayBuffer }
  | { kind: 'gap'; from: number; to: number }
  | { kind: 'silent'; codec: string | null }
  | { kind: 'edge' }
  | { kind: 'failed' }
  | { kind: 'ignored' };

export class PlaybackReader {
  private announced: string | null = null;
  private moment: Moment | null = null;

  read(data: string | ArrayBuffer): Part {
    return typeof data === 'string' ? this.text(data) : this.binary(data);
  }

  private binary(bytes: ArrayBuffer): Part {
    if (this.announced) {
      const mimeType = this.announced;
      this.announced = null;
      return { kind: 'init', mimeType, bytes };
    }
    const moment = this.moment;
    this.moment = null;
    return moment ? { kind: 'fragment', moment, bytes } : { kind: 'ignored' };
  }

  private text(data: string): Part {
    const message = parse(data);
    if (typeof message.mimeType === 'string') {
      this.announced = message.mimeType;
      return { kind: 'format', mimeType: message.mimeType };
    }
    if (typeof message.at === 'string') {
      this.moment = {
        at: Date.parse(message.at),
        seconds: Number(message.seconds),
        media: Number(message.media),
        shown: Number(message.shown),
        speed: Number(message.speed),
        jump: message.jump === true,
      };
      return { kind: 'ignored' };
    }
    if (typeof message.gap === 'object' && message.gap !== null) {
      const gap = message.gap as { from: string; to: string };
      return { kind: 'gap', from: Date.parse(gap.from), to: Date.parse(gap.to) };
    }
    if ('silent' in message) {
      return { kind: 'silent', codec: typeof message.silent === 'string' ? message.silent : null };
    }
    if (message.edge === true) return { kind: 'edge' };
    return 'failed' in message ? { kind: 'failed' } : { kind: 'ignored' };
  }
}

function parse(data: string): Record<string, unknown> {
  try {
    return JSON.parse(data) as Record<string, unknown>;
  } catch {
    return {};
  }
}
