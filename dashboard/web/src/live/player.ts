/** Plays one camera live in a <video>: socket in, Media Source Extensions out, always at the edge. */
import { socketAddress } from '../api/http';
import { LastingSocket } from '../lib/socket';
import { Cushion, stepAtEdge } from './edge';
import { codecOf, LiveReader, playableCodecs, showsNothing, streamFor, type LiveNote } from './messages';
import { MediaSink } from './sink';

export type PlayerState =
  | { kind: 'connecting' | 'waiting' | 'playing' | 'closed' | 'failed' | 'noMse' }
  | { kind: 'unsupported'; codec: string };

const TICK_MS = 250;
/** No fragment for so long: the picture stands, and the page says so. */
const SILENT_AFTER_MS = 6_000;
const RESTART_AFTER_MS = 1_500;
const SETTLE_MS = 1_500;

export class LivePlayer {
  private socket: LastingSocket | null = null;
  private sink: MediaSink | null = null;
  private reader = new LiveReader();
  private timer: ReturnType<typeof setInterval> | undefined;
  private restartTimer: ReturnType<typeof setTimeout> | undefined;
  private lastFragmentAt = 0;
  private readonly cushion = new Cushion();
  private settledAt = Infinity;
  private readonly videoBroke = () => this.restart();
  private readonly videoWaits = () => {
    if (Date.now() > this.settledAt) this.cushion.stalled(Date.now());
  };

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly cameraId: string,
    private readonly tell: (state: PlayerState) => void,
    private readonly tellNote: (note: LiveNote | null) => void,
  ) {
    if (!('MediaSource' in window)) {
      tell({ kind: 'noMse' });
      return;
    }
    video.addEventListener('error', this.videoBroke);
    video.addEventListener('waiting', this.videoWaits);
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.start();
  }

  end(): void {
    clearInterval(this.timer);
    clearTimeout(this.restartTimer);
    this.video.removeEventListener('error', this.videoBroke);
    this.video.removeEventListener('waiting', this.videoWaits);
    this.stop();
  }

  private start(): void {
    this.settledAt = Infinity;
    this.tell({ kind: 'connecting' });
    const stream = streamFor(this.video.clientWidth, window.devicePixelRatio || 1);
    const codecs = playableCodecs((type) => MediaSource.isTypeSupported(type));
    const path = `/live/${encodeURIComponent(this.cameraId)}?stream=${stream}&codecs=${codecs}`;
    this.socket = new LastingSocket(socketAddress(path), {
      open: () => {
        this.reader = new LiveReader();
        this.lastFragmentAt = 0;
        this.tellNote(null);
        this.tell({ kind: 'waiting' });
      },
      message: (data) => this.take(data),
      closed: () => this.tell({ kind: 'closed' }),
    });
  }

  private stop(): void {
    this.socket?.end();
    this.socket = null;
    this.sink?.end();
    this.sink = null;
  }

  private take(data: string | ArrayBuffer): void {
    const part = this.reader.read(data);
    if (part.kind === 'note') {
      this.tellNote(part.note);
      if (showsNothing(part.note)) this.lastFragmentAt = 0;
      if (showsNothing(part.note)) this.tell({ kind: 'waiting' });
    } else if (part.kind === 'format' && !MediaSource.isTypeSupported(part.mimeType)) {
      this.stop();
      this.tell({ kind: 'unsupported', codec: codecOf(part.mimeType) });
    } else if (part.kind === 'init') {
      this.begin(part.mimeType, part.bytes);
    } else if (part.kind === 'fragment') {
      this.sink?.append(part.bytes);
      this.fragmentCame();
    }
  }

  /** A new initialisation segment: the same type goes on in the buffer, another one gets its own. */
  private begin(mimeType: string, init: ArrayBuffer): void {
    this.settledAt = Date.now() + SETTLE_MS;
    if (this.sink?.mimeType !== mimeType) {
      this.sink?.end();
      this.sink = new MediaSink(this.video, mimeType, () => this.restart());
    }
    this.sink.append(init);
  }

  private fragmentCame(): void {
    const silent = Date.now() - this.lastFragmentAt > SILENT_AFTER_MS;
    this.lastFragmentAt = Date.now();
    if (silent) this.tell({ kind: 'playing' });
  }

  private restart(): void {
    if (!this.socket) return;
    this.stop();
    this.tell({ kind: 'failed' });
    clearTimeout(this.restartTimer);
    this.restartTimer = setTimeout(() => this.start(), RESTART_AFTER_MS);
  }

  private tick(): void {
    if (!this.sink) return;
    if (this.lastFragmentAt && Date.now() - this.lastFragmentAt > SILENT_AFTER_MS) {
      this.lastFragmentAt = 0;
      this.tell({ kind: 'waiting' });
    }
    const step = stepAtEdge(this.sink.ranges(), this.video.currentTime, this.cushion.at(Date.now()));
    if (step.seekTo !== null) {
      // Waiting after a jump is no stall.
      this.settledAt = Date.now() + SETTLE_MS;
      this.video.currentTime = step.seekTo;
    }
    if (this.video.playbackRate !== step.rate) this.video.playbackRate = step.rate;
    if (step.trimBefore !== null) this.sink.trim(step.trimBefore);
    if (this.video.paused && this.video.readyState >= 2) this.video.play().catch(() => {});
  }
}
