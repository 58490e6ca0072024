/** Plays a camera's recording in a <video>: socket in, Media Source Extensions out. */
import { socketAddress } from '../api/http';
import { codecOf } from '../live/messages';
import { MediaSink } from '../live/sink';
import { SESSION_ENDED, waitBefore } from '../lib/socket';
import { sessionMayBeOver } from '../stores/session';
import { ClockMap } from './clockMap';
import { PlaybackReader, type Moment } from './protocol';

export type PlaybackState =
  | { kind: 'connecting' | 'loading' | 'playing' | 'edge' | 'closed' | 'failed' | 'noMse' }
  | { kind: 'gap'; from: number; to: number }
  | { kind: 'unsupported'; codec: string };

export const speeds = [1, 2, 4, 8, 16] as const;
export type Speed = (typeof speeds)[number];

const TICK_MS = 100;
const KEEP_BEHIND = 10;
const TRIM_AT = 30;
/** More than this before us: the browser was busy; it plays a little faster until it is less. Seconds. */
const MUCH_AHEAD = 6;
const LITTLE_AHEAD = 3;

interface Told {
  state(state: PlaybackState): void;
  /** The wall clock of what is seen now, ms. */
  time(at: number): void;
  speed(speed: Speed): void;
  sound(sound: PlaybackSound): void;
}

/** What is heard: whether sound comes, and the codec of sound that was recorded and can't be played. */
export interface PlaybackSound {
  heard: boolean;
  silent: string | null;
}

function addressOf(cameraId: string, from: number, speed: Speed): string {
  const moment = encodeURIComponent(new Date(from).toISOString());
  return socketAddress(`/playback/${encodeURIComponent(cameraId)}?from=${moment}&speed=${speed}`);
}

export class PlaybackPlayer {
  private socket: WebSocket | null = null;
  private restartTimer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private sink: MediaSink | null = null;
  private reader = new PlaybackReader();
  private readonly map = new ClockMap();
  private readonly timer: ReturnType<typeof setInterval>;
  /** Where the video's timeline begins on the server's, seconds. */
  private offset: number | null = null;
  private jumpTo: number | null = null;
  private seen: number;
  private paused = false;
  private sound: PlaybackSound = { heard: false, silent: null };
  private readonly videoBroke = () => this.start();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly cameraId: string,
    from: number,
    private speed: Speed,
    private readonly tell: Told,
  ) {
    this.seen = from;
    this.timer = setInterval(() => this.tick(), TICK_MS);
    if (!('MediaSource' in window)) {
      tell.state({ kind: 'noMse' });
      return;
    }
    video.addEventListener('error', this.videoBroke);
    this.start();
  }

  end(): void {
    clearInterval(this.timer);
    this.video.removeEventListener('error', this.videoBroke);
    this.stop();
  }

  /** Shows another moment. */
  seek(to: number): void {
    this.seen = to;
    this.tell.time(to);
    this.jumpTo = null;
    if (this.send({ seek: new Date(to).toISOString() })) this.tell.state({ kind: 'loading' });
    else this.start();
  }

  pause(): void {
    this.paused = true;
    this.video.pause();
    this.send({ pause: true });
  }

  resume(): void {
    this.paused = false;
    this.send({ pause: false });
    this.play();
  }

  /** Another speed, from what is seen now on. */
  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.tell.speed(speed);
    this.send({ speed, seek: new Date(this.seen).toISOString() });
  }

  /** Begins anew where we are: a socket that comes back has forgotten everything. */
  private start(): void {
    this.stop();
    this.tell.state({ kind: 'connecting' });
    const socket = new WebSocket(addressOf(this.cameraId, this.seen, this.speed));
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      this.tell.state({ kind: 'loading' });
      if (this.paused) this.send({ pause: true });
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.take(event.data);
    socket.onclose = (event) => this.closed(event.code);
  }

  private closed(code: number): void {
    this.tell.state({ kind: 'closed' });
    if (code === SESSION_ENDED) {
      sessionMayBeOver();
    } else {
      this.restartTimer = setTimeout(() => this.start(), waitBefore(this.attempt++));
    }
  }

  private send(message: unknown): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private stop(): void {
    clearTimeout(this.restartTimer);
    if (this.socket) {
      this.socket.onclose = null;
      this.socket.onmessage = null;
      this.socket.close(1000);
    }
    this.socket = null;
    this.forget();
  }

  private forget(): void {
    this.sink?.end();
    this.sink = null;
    this.reader = new PlaybackReader();
    this.map.clear();
    this.offset = null;
    this.jumpTo = null;
    this.hear({ heard: false, silent: null });
  }

  private hear(sound: PlaybackSound): void {
    if (sound.heard === this.sound.heard && sound.silent === this.sound.silent) return;
    this.sound = sound;
    this.tell.sound(sound);
  }

  private take(data: string | ArrayBuffer): void {
    const part = this.reader.read(data);
    switch (part.kind) {
      case 'format':
        if (!MediaSource.isTypeSupported(part.mimeType)) {
          this.stop();
          this.tell.state({ kind: 'unsupported', codec: codecOf(part.mimeType) });
        }
        break;
      case 'init':
        this.begin(part.mimeType, part.bytes);
        break;
      case 'fragment':
        this.fragment(part.moment, part.bytes);
        break;
      case 'gap':
        this.tell.state({ kind: 'gap', from: part.from, to: part.to });
        break;
      case 'silent':
        this.hear({ ...this.sound, silent: part.codec });
        break;
      case 'edge':
        this.speed = 1;
        this.tell.speed(1);
        this.tell.state({ kind: 'edge' });
        break;
      case 'failed':
        this.tell.state({ kind: 'failed' });
        break;
      default:
    }
  }

  /** The same type goes on in the buffer, another one gets its own. */
  private begin(mimeType: string, init: ArrayBuffer): void {
    if (this.sink?.mimeType !== mimeType) {
      this.sink?.end();
      this.sink = new MediaSink(this.video, mimeType, () => this.start());
      this.offset = null;
      this.map.clear();
    }
    this.sink.append(init);
    this.hear({ ...this.sound, heard: mimeType.includes('mp4a') });
  }

  private fragment(moment: Moment, bytes: ArrayBuffer): void {
    if (!this.sink) return;
    this.attempt = 0;
    this.offset ??= moment.media;
    this.map.add({ ...moment, media: moment.media - this.offset });
    this.sink.append(bytes);
    if (moment.jump) this.jumpTo = moment.media - this.offset;
  }

  private play(): void {
    this.video.play().catch(() => {});
  }

  private tick(): void {
    if (!this.sink) return;
    const ranges = this.sink.ranges();
    const first = ranges[0];
    const last = ranges.at(-1);
    if (!first || !last) return;
    const target = this.jumpTo;
    if (target !== null && last.end > target) {
      this.jumpTo = null;
      this.video.currentTime = Math.max(first.start, target + 0.001);
      this.tell.state({ kind: 'playing' });
    }
    const at = this.video.currentTime;
    const ahead = last.end - at;
    const rate = ahead > MUCH_AHEAD ? 1.2 : ahead < LITTLE_AHEAD ? 1 : this.video.playbackRate;
    if (this.video.playbackRate !== rate) this.video.playbackRate = rate;
    if (at - first.start > TRIM_AT) this.sink.trim(at - KEEP_BEHIND);
    if (!this.paused && this.video.paused && this.video.readyState >= 2) this.play();
    if (this.jumpTo === null && this.video.readyState >= 2) this.look(at);
  }

  private look(at: number): void {
    const wall = this.map.wallAt(at);
    if (wall !== null) {
      this.seen = wall;
      this.tell.time(wall);
    }
  }
}
