import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyMessage, casesByCamera, doneCases, onCaseOpened, openCases, village } from '../src/stores/village';
import { aCase, aReading, aStatus, aStep } from './makes';

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(village, { cases: {}, arrivedAt: {}, cameraStatus: {}, sensorStatus: {} });
});

describe('the village on the feed', () => {
  it('tells of a new case once, and not of a repeat', () => {
    const heard = vi.fn();
    const stop = onCaseOpened(heard);
    applyMessage({ type: 'case', case: aCase(), step: aStep('opened') }, 1000);
    applyMessage({ type: 'case', case: aCase(), step: aStep('opened') }, 2000);
    stop();
    applyMessage({ type: 'case', case: aCase({ id: 2 }), step: aStep('opened') }, 3000);
    expect(heard).toHaveBeenCalledOnce();
    expect(village.arrivedAt[1]).toBe(1000);
  });

  it('does not go back to an older version', () => {
    applyMessage({ type: 'case', case: aCase({ version: 3, handling: 'accepted' }), step: aStep('accepted') });
    applyMessage({ type: 'case', case: aCase({ version: 2 }), step: aStep('dispatched') });
    expect(village.cases[1]?.handling).toBe('accepted');
  });

  it('moves a closed case from the open ones to the done ones', () => {
    applyMessage({ type: 'case', case: aCase(), step: aStep('opened') });
    expect(openCases.value.map((one) => one.id)).toEqual([1]);
    expect(casesByCamera.value.get('cam-1')).toHaveLength(1);
    applyMessage({ type: 'case', case: aCase({ version: 2, handling: 'closed', closedAt: '2026-11-22T02:00:00Z' }), step: aStep('closed') });
    expect(openCases.value).toEqual([]);
    expect(doneCases.value.map((one) => one.id)).toEqual([1]);
    expect(casesByCamera.value.has('cam-1')).toBe(false);
  });

  it('keeps only the latest of the cases that are over', () => {
    for (let id = 1; id <= 60; id++) {
      const closedAt = new Date(id * 1000).toISOString();
      applyMessage({ type: 'case', case: aCase({ id, handling: 'closed', closedAt }), step: aStep('closed') });
    }
    expect(doneCases.value.map((one) => one.id)).toEqual(Array.from({ length: 40 }, (_, i) => 60 - i));
  });

  it('takes camera states and readings', () => {
    applyMessage({ type: 'camera', status: aStatus('cam-1', 'stalled') });
    expect(village.cameraStatus['cam-1']?.state).toBe('stalled');
    applyMessage({ type: 'readings', readings: [aReading(2)] });
    village.sensorStatus.s1 = { sensorId: 's1', online: false, offline: 'silent', lastHeardAt: null, lastProblem: null, lastProblemReason: null, lastProblemAt: null, unreadableMessages: 0, readings: [aReading(1)] };
    applyMessage({ type: 'readings', readings: [aReading(3), { ...aReading(9), time: '2026-11-22T01:09:59Z' }] });
    expect(village.sensorStatus.s1.readings.map((one) => one.value)).toEqual([3]);
    expect(village.sensorStatus.s1.online).toBe(true);
  });
});
