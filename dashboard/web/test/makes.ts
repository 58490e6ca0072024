/** Things for tests, as the contract shapes them. */
import type { Camera, CameraState, CameraStatus, Case, CaseStep, Delivery, Diagnosis, FaultKind, Reading, StreamFacts, StreamState, StreamStatus } from '../src/api/types';

export function aCase(over: Partial<Case> = {}): Case {
  return {
    id: 1,
    type: 'illegal-parking',
    severity: 'medium',
    condition: 'active',
    handling: 'dispatched',
    cameraId: 'cam-1',
    zoneId: 'z1',
    sensorId: null,
    matter: null,
    sourceName: '村口',
    gridId: 'west',
    gridName: '西片',
    workerId: 'wang',
    workerName: '王建国',
    place: '村口消防通道',
    location: null,
    box: null,
    value: null,
    fault: null,
    onset: '2026-11-22T01:00:00Z',
    openedAt: '2026-11-22T01:05:00Z',
    clearedAt: null,
    closedAt: null,
    version: 1,
    next: ['accepted', 'dispatched', 'closed', 'false-alarm'],
    evidence: [],
    ...over,
  };
}

export function aStep(action: CaseStep['action']): CaseStep {
  return { sequence: 1, at: '2026-11-22T01:05:00Z', actor: 'system', action, handling: 'dispatched', reason: null, note: '' };
}

export function aDelivery(over: Partial<Delivery> = {}): Delivery {
  return { notificationId: 7, channel: 'page', target: 'wang', state: 'pending', attempts: 3, lastReason: null, lastError: null, createdAt: '2026-11-22T01:05:00Z', deliveredAt: null, ...over };
}

export function aCamera(id: string): Camera {
  return { id, name: id, url: 'rtsp://10.0.0.1/x', subUrl: null, username: null, hasPassword: false, transport: 'tcp', audio: false, recording: { mode: 'continuous', days: 30, fewerDaysConfirmed: false, windows: [] }, gridId: null, location: null, enabled: true, version: 1 };
}

export function aStatus(cameraId: string, state: CameraState, sub?: CameraState): CameraStatus {
  const main = aStream(state);
  const streams: StreamStatus[] = [{ stream: 'main', ...main }];
  if (sub) streams.push({ stream: 'sub', ...aStream(sub) });
  return { cameraId, ...main, streams };
}

function aStream(state: CameraState): StreamState {
  return { state, since: '2026-11-22T01:00:00Z', complaint: null, detail: null, codec: null, width: null, height: null, lastUnitAt: null, unitsPerSecond: 0, bitsPerSecond: 0, lostPackets: 0, clockOffsetSeconds: null, quirks: [] };
}

export function aReading(value: number): Reading {
  return { sensorId: 's1', metric: 'level', value, unit: 'm', time: '2026-11-22T01:10:00Z', quality: 'good' };
}

/** An answer of the server. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'Content-Type': type, ...headers } });
}

export function problem(status: number, kind: string, more: object = {}): Response {
  return answer(status, { type: `urn:gengfu:problem:${kind}`, title: kind, status, ...more });
}

/** A technical case. */
export function aFault(kind: FaultKind, details: Record<string, string> = {}, over: Partial<Case> = {}): Case {
  return aCase({
    type: over.cameraId === null ? 'system-fault' : 'camera-fault',
    handling: 'new',
    zoneId: null,
    workerId: null,
    workerName: null,
    fault: { kind, subject: over.cameraId === null ? 'disk' : 'cam-1', count: 1, details },
    next: ['accepted', 'closed', 'false-alarm'],
    ...over,
  });
}

/** What the doctor says of a stream that runs. */
export function aDiagnosis(over: Partial<Diagnosis> = {}, facts: Partial<StreamFacts> = {}): Diagnosis {
  return {
    verdict: 'well',
    findings: [],
    facts: { state: 'streaming', detail: null, codec: 'h264', codecs: 'avc1.640028', width: 1920, height: 1080, framesPerSecond: 25, keyframeSeconds: 2, gopFrames: 50, bitsPerSecond: 4_000_000, lossShare: 0, jitterMillis: 3.5, clockOffsetSeconds: -2.5, reordered: false, transport: 'rtsp/tcp', quirks: [], ...facts },
    ...over,
  };
}
