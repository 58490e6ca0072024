/** The shapes of the contract, `openapi/gengfu.yaml`. Names and nulls are the same there and here. */
import type { DeliveryReason, FaultReason, NoClipReason } from './reasons';

export type Role = 'admin' | 'office' | 'worker';
export type Severity = 'low' | 'medium' | 'high' | 'critical';
/** What happens in the village. */
export type VillageCaseType = 'illegal-parking' | 'illegal-dumping' | 'intrusion' | 'loitering' | 'joint-rule' | 'sensor-threshold';
/** What a case is about where its type does not say all. */
export type CaseMatter = 'fire-lane' | 'collection-point';
/** The others are technical: cameras and the hub itself. */
export type CaseType = VillageCaseType | 'camera-fault' | 'system-fault';
export type Handling = 'new' | 'dispatched' | 'accepted' | 'handled' | 'closed' | 'false-alarm';
export type CameraState =
  | 'disabled'
  | 'connecting'
  | 'streaming'
  | 'stalled'
  | 'refused'
  | 'unauthorised'
  | 'unsupported';
export type SensorKind = 'water-level' | 'smoke' | 'bin' | 'door' | 'sos' | 'parking-bay' | 'other';
export type ZoneKind = 'no-parking' | 'no-dumping' | 'collection-point' | 'intrusion' | 'loitering';
export type ZoneSubject = 'any' | 'person' | 'vehicle';
export type StepAction =
  | 'opened'
  | 'dispatched'
  | 'accepted'
  | 'handled'
  | 'closed'
  | 'false-alarm'
  | 'cleared'
  | 'observed-again'
  | 'grew'
  | 'evidence-added'
  | 'no-clip';

/** What can be technically wrong; each has its texts under `fault`. */
export const faultKinds = [
  'no-frames', 'frozen-picture', 'black-picture', 'over-exposed', 'blurred', 'covered-lens', 'scene-moved', 'unjudged', 'bitrate-collapse',
  'keyframe-interval', 'clock-off', 'packet-loss', 'disk-full', 'disk-slow', 'disk-unusable', 'recording-lost', 'broker-away',
  'spool-filling', 'spool-full', 'spool-unusable', 'unreadable-messages',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What can be said against a stream; each has its texts under `complaint`. */
export const complaints = [
  'address-invalid', 'scheme-unknown', 'name-unknown', 'no-answer', 'no-route', 'connection-refused', 'connection-failed', 'silent',
  'closed', 'ended', 'not-rtsp', 'login-missing', 'login-wrong', 'forbidden', 'path-unknown', 'busy', 'transport-refused', 'redirected',
  'udp-blocked', 'held-by-us', 'tls-failed', 'certificate-unknown', 'certificate-changed', 'device-fault', 'request-refused',
  'no-video', 'codec-unknown', 'no-picture', 'failed', 'switched-off', 'connecting', 'keyframe-interval', 'keyframes-vary', 'h265',
  'b-frames', 'bitrate-high', 'bitrate-low', 'bitrate-in-all', 'frame-rate-low', 'frame-rate-high', 'clock-off', 'clock-unknown',
  'packet-loss', 'jitter', 'no-sub-stream', 'not-recorded', 'quirks', 'frozen-picture', 'black-picture', 'over-exposed', 'blurred',
  'covered-lens', 'scene-moved', 'bitrate-collapse',
] as const;
export type Complaint = (typeof complaints)[number];

export const severities: readonly Severity[] = ['low', 'medium', 'high', 'critical'];
export const caseTypes: readonly VillageCaseType[] = ['illegal-parking', 'illegal-dumping', 'intrusion', 'loitering', 'joint-rule', 'sensor-threshold'];
export const openHandlings: readonly Handling[] = ['new', 'dispatched', 'accepted', 'handled'];
export const doneHandlings: readonly Handling[] = ['closed', 'false-alarm'];

export interface Location {
  longitude: number;
  latitude: number;
}

export interface Account {
  name: string;
  role: Role;
  workerId: string | null;
  workerName: string | null;
}

export interface Camera {
  id: string;
  name: string;
  url: string;
  subUrl: string | null;
  username: string | null;
  hasPassword: boolean;
  transport: 'tcp' | 'udp';
  audio: boolean;
  recording: RecordingPlan;
  /** Parts of the picture that are black in what the hub makes of it, and never analysed. */
  masks?: Corner[][];
  /** Whether people stay sharp in evidence. */
  sharpPeople?: boolean;
  gridId: string | null;
  location: Location | null;
  enabled: boolean;
  version: number;
}

/** What is recorded of a camera's main stream, and for how long it is kept. */
export interface RecordingPlan {
  mode: 'off' | 'continuous' | 'event' | 'schedule';
  days: number;
  fewerDaysConfirmed: boolean;
  windows: { days: string[]; from: string; to: string }[];
}

/** A corner [x, y] in the picture, 0 to 1. */
export type Corner = [number, number];

/** Hours of some weekdays, village time; past midnight where the end is not after the begin. */
export interface WeekHours {
  days: string[];
  from: string;
  to: string;
}

export interface Zone {
  id: string;
  cameraId: string;
  name: string;
  kind: ZoneKind;
  polygon: Corner[];
  dwellSeconds: number;
  severity: Severity;
  enabled: boolean;
  subject: ZoneSubject;
  hours: WeekHours[];
  graceSeconds: number;
  fireLane: boolean;
  queueTolerated: boolean;
  version: number;
}

export interface Sensor {
  id: string;
  name: string;
  kind: SensorKind;
  gridId: string | null;
  location: Location | null;
  enabled: boolean;
  version: number;
}

export interface Grid {
  id: string;
  name: string;
  outline: Location[];
  fallbackWorkerId: string | null;
  version: number;
}

export interface Worker {
  id: string;
  name: string;
  phone: string | null;
  language: 'zh-CN' | 'en';
  version: number;
}

/** How a stream stands. */
export interface StreamState {
  state: CameraState;
  since: string;
  /** What is wrong as a code; null where only the sentence tells. */
  complaint: Complaint | null;
  detail: string | null;
  codec: string | null;
  width: number | null;
  height: number | null;
  lastUnitAt: string | null;
  unitsPerSecond: number;
  bitsPerSecond: number;
  lostPackets: number;
  /** The camera's clock minus the hub's; null where not known. */
  clockOffsetSeconds: number | null;
  quirks: string[];
}

export type StreamName = 'main' | 'sub';

export interface StreamStatus extends StreamState {
  stream: StreamName;
}

/** Its own fields are the main stream's. */
export interface CameraStatus extends StreamState {
  cameraId: string;
  streams: StreamStatus[];
}

export type Quality = 'good' | 'suspect' | 'implausible';

export interface UnreadableMessage {
  at: string;
  topic: string;
  retained: boolean;
  bytes: number;
  payload: string;
  why: string;
  /** The same as a code. */
  reason: FaultReason;
}

export interface BrokerStatus {
  brokerId: string;
  enabled: boolean;
  connected: boolean;
  state: string;
  /** Why nothing stands, as a code; null while it stands or is switched off. */
  reason: FaultReason | null;
  messages: number;
  waiting: number;
}

export interface Reading {
  sensorId: string;
  metric: string;
  value: number;
  unit: string;
  time: string;
  quality: Quality;
}

export interface SensorStatus {
  sensorId: string;
  online: boolean;
  offline: 'disabled' | 'never-heard' | 'silent' | 'last-will' | null;
  lastHeardAt: string | null;
  lastProblem: string | null;
  /** The same as a code. */
  lastProblemReason: FaultReason | null;
  lastProblemAt: string | null;
  unreadableMessages: number;
  readings: Reading[];
}

export interface Summary {
  at: string;
  cameras: { total: number; streaming: number; byState: Record<string, number> };
  sensors: { total: number; online: number; brokerConnected: boolean };
  cases: {
    open: number;
    openByType: Record<string, number>;
    technicalOpen: number;
    handledLastDay: number;
    openedLastDay: number;
  };
}

export interface TrendPoint {
  start: string;
  type: VillageCaseType;
  opened: number;
}

export interface System {
  version: string;
  database: string;
  timescale: boolean;
  timeZone: string;
  now: string;
}

export interface Evidence {
  id: number;
  kind: 'moment' | 'after' | 'photo' | 'clip';
  mediaType: string;
  size: number;
  sha256: string;
  takenAt: string;
  actor: string;
}

/** What a technical case is about. */
export interface CaseFault {
  kind: FaultKind;
  /** Id of the camera, or a directory, a broker, a name of a group of cameras. */
  subject: string;
  /** How many share the case, at most so far. */
  count: number;
  /** Measured values; of a group `cameras`, the ids of all with commas between. */
  details: Record<string, string>;
}

export interface Case {
  id: number;
  type: CaseType;
  severity: Severity;
  condition: 'active' | 'cleared';
  handling: Handling;
  cameraId: string | null;
  zoneId: string | null;
  sensorId: string | null;
  /** What it is about where the type does not say all. */
  matter: CaseMatter | null;
  sourceName: string | null;
  gridId: string | null;
  gridName: string | null;
  workerId: string | null;
  workerName: string | null;
  place: string;
  location: Location | null;
  box: { x: number; y: number; width: number; height: number } | null;
  value: number | null;
  /** What is technically wrong; null for a case of the village. */
  fault: CaseFault | null;
  onset: string;
  openedAt: string;
  clearedAt: string | null;
  closedAt: string | null;
  version: number;
  next: Handling[];
  evidence: Evidence[];
}

export interface CaseStep {
  sequence: number;
  at: string;
  actor: string;
  action: StepAction;
  handling: Handling | null;
  /** Why there is no clip; null for every other action, and where none was noted. */
  reason: NoClipReason | null;
  note: string;
}

export interface Delivery {
  notificationId: number;
  channel: 'webhook' | 'mqtt' | 'page';
  target: string;
  state: 'pending' | 'delivered' | 'given-up';
  attempts: number;
  lastReason: DeliveryReason | null;
  /** The same as an English sentence. */
  lastError: string | null;
  createdAt: string;
  deliveredAt: string | null;
}

export interface CaseDetail {
  case: Case;
  steps: CaseStep[];
  deliveries: Delivery[];
}

export interface CasePage {
  items: Case[];
  next: number | null;
}

export type FindingLevel = 'remark' | 'warning' | 'problem';

/** One thing that the stream doctor says. */
export interface Finding {
  code: Complaint;
  level: FindingLevel;
  details: Record<string, string>;
}

/** What the doctor measured; null where it is not known. */
export interface StreamFacts {
  state: CameraState | null;
  /** Why it does not run, in an English sentence. */
  detail: string | null;
  codec: 'h264' | 'h265' | null;
  codecs: string | null;
  width: number | null;
  height: number | null;
  framesPerSecond: number | null;
  keyframeSeconds: number | null;
  gopFrames: number | null;
  bitsPerSecond: number | null;
  lossShare: number | null;
  jitterMillis: number | null;
  clockOffsetSeconds: number | null;
  reordered: boolean;
  transport: string | null;
  quirks: string[];
}

export interface Diagnosis {
  /** Remarks alone leave it well. */
  verdict: 'well' | 'ailing' | 'ill';
  /** Worst first. */
  findings: Finding[];
  facts: StreamFacts;
}

/** A stream to be looked at before it is saved. */
export interface Patient {
  url: string;
  username: string | null;
  /** Left out, it is that of the camera `cameraId`, if the host is the same. */
  password?: string;
  cameraId: string | null;
  certificateSha256: string | null;
  transport: 'tcp' | 'udp';
}

/** A case as a marker on the timeline. */
export interface RecordedCase {
  id: number;
  type: CaseType;
  severity: Severity;
  handling: Handling;
  onset: string;
  openedAt: string;
  clearedAt: string | null;
}

export interface Stretch {
  from: string;
  to: string;
}

export interface RecordedSpan extends Stretch {
  bytes: number;
  codec: 'h264' | 'h265';
  width: number;
  height: number;
}

export interface Timeline {
  from: string;
  to: string;
  spans: RecordedSpan[];
  gaps: Stretch[];
  cases: RecordedCase[];
}

export interface RecordingFile {
  mimeType: string;
  bytes: number;
  seconds: number;
  stretches: (Stretch & { media: number })[];
  sound: RecordedSound | null;
}

/** The sound of a file. */
export interface RecordedSound {
  codec: 'aac' | 'pcma' | 'pcmu';
  sampleRate: number;
  channels: number;
  /** How long something is heard; the rest is silence. */
  seconds: number;
  /** Sound of another format was recorded too and is not in the file. */
  mixed: boolean;
}

export interface Notification {
  id: number;
  caseId: number;
  reason: string;
  severity: Severity;
  titleChinese: string;
  titleEnglish: string;
  bodyChinese: string;
  bodyEnglish: string;
  createdAt: string;
}

export type FeedMessage =
  | { type: 'hello'; at: string }
  | { type: 'case'; case: Case; step: CaseStep }
  | { type: 'camera'; status: CameraStatus }
  | { type: 'readings'; readings: Reading[] }
  | { type: 'notification'; notification: Notification };

export type Position = [number, number, ...number[]];
export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString' | 'MultiPoint'; coordinates: Position[] }
  | { type: 'Polygon' | 'MultiLineString'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'GeometryCollection'; geometries: Geometry[] };

export interface Feature {
  type: 'Feature';
  properties: Record<string, unknown> | null;
  geometry: Geometry | null;
}

export interface FeatureCollection {
  type: 'FeatureCollection';
  name?: string;
  features: Feature[];
}
