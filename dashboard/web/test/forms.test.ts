import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, outlineFrom, outlineText, withField } from '../src/admin/draft';
import { specOf, specs, type FieldSpec } from '../src/admin/specs';
import { refsOf } from '../src/admin/useKind';
import zh from '../src/i18n/zh-CN';

const camera = specOf('cameras')!;
const sensor = specOf('sensors')!;

describe('forms', () => {
  it('send null for what may be empty, and leave an empty secret out', () => {
    const draft = { ...draftOf({ id: 'a', name: ' Gate ', url: 'rtsp://h/x', gridId: '', username: '' }, camera.fields), password: '' };
    const body = bodyOf(draft, camera.fields);
    expect(body).toMatchObject({ name: 'Gate', gridId: null, username: null, location: null });
    expect(body).not.toHaveProperty('password');
  });

  it('remove the password of a camera that asks for no user any more', () => {
    expect(bodyOf({ username: '', hasPassword: true }, camera.fields).password).toBeNull();
    expect(bodyOf({ username: 'view', hasPassword: true }, camera.fields)).not.toHaveProperty('password');
    expect(bodyOf({ username: 'view', password: 's' }, camera.fields).password).toBe('s');
  });

  it('treat the fields of rows in the same way', () => {
    const body = bodyOf({ metrics: [{ name: ' level ', timePointer: '' }], rules: [] }, sensor.fields);
    expect(body.metrics).toMatchObject([{ name: 'level', timePointer: null, goodWords: [] }]);
  });

  it('send a group whole or not at all', () => {
    const group = { topic: ' wells/1/state ', onlineWord: 'up', offlineWord: 'down', pointer: '' };
    expect(bodyOf({ availability: group }, sensor.fields).availability).toEqual({ topic: 'wells/1/state', onlineWord: 'up', offlineWord: 'down', pointer: null });
    expect(bodyOf({ availability: null }, sensor.fields).availability).toBeNull();
  });

  it('copy what they edit', () => {
    const read = { id: 'a', rules: [{ threshold: 1 }] };
    (draftOf(read, sensor.fields).rules as { threshold: number }[])[0]!.threshold = 2;
    expect(read.rules[0]?.threshold).toBe(1);
  });

  it('read and write outlines', () => {
    const places = [{ longitude: 120.1, latitude: 30.2 }, { longitude: -1, latitude: 2 }];
    expect(outlineFrom(outlineText(places))).toEqual(places);
    expect(outlineFrom('120.1，30.2\n\n')).toEqual([places[0]]);
    expect(outlineFrom('120.1')).toBeNull();
    expect(outlineFrom('a,b')).toBeNull();
  });

  it('find every kind they choose from', () => {
    expect(refsOf(specOf('duties')!.fields).sort()).toEqual(['grids', 'workers']);
  });

  it('send a camera\'s recording plan and sub stream as they are', () => {
    const draft = draftOf({ ...camera.empty, subUrl: ' ' }, camera.fields);
    expect(bodyOf({ ...draft, subUrl: '' }, camera.fields)).toMatchObject({
      subUrl: null,
      transport: 'tcp',
      audio: false,
      recording: { mode: 'continuous', days: 30, fewerDaysConfirmed: false, windows: [] },
    });
    const windows = [{ days: ['monday'], from: '20:00', to: '06:00' }];
    const body = bodyOf({ ...draft, recording: { mode: 'schedule', days: 40, fewerDaysConfirmed: false, windows } }, camera.fields);
    expect((body.recording as { windows: unknown }).windows).toEqual(windows);
  });

  it('ask before recordings are kept for less than 30 days, and again for another number', () => {
    const recording = camera.fields.find((one) => one.key === 'recording')!.fields!;
    const shown = (plan: Record<string, unknown>) => recording.filter((one) => one.when?.(plan) ?? true).map((one) => one.key);
    expect(shown({ mode: 'continuous', days: 30 })).toEqual(['mode', 'days']);
    expect(shown({ mode: 'continuous', days: 29 })).toEqual(['mode', 'days', 'fewerDaysConfirmed']);
    expect(shown({ mode: 'schedule', days: 30 })).toEqual(['mode', 'days', 'windows']);
    expect(shown({ mode: 'off', days: 7 })).toEqual(['mode']);

    const days = recording.find((one) => one.key === 'days')!;
    const confirmed = { mode: 'continuous', days: 20, fewerDaysConfirmed: true, windows: [] };
    expect(withField(confirmed, days, 5)).toMatchObject({ days: 5, fewerDaysConfirmed: false });
    expect(withField(confirmed, days, 20)).toMatchObject({ days: 20, fewerDaysConfirmed: true });
  });

  it('have a label for every field and column in the messages', () => {
    const known = (key: string) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], zh);
    for (const spec of specs) {
      const flat = (fields: readonly FieldSpec[]): FieldSpec[] => fields.flatMap((field) => [field, ...flat(field.fields ?? [])]);
      const inner = flat(spec.fields);
      for (const one of [...inner, ...spec.columns]) {
        expect(known(one.label ?? `field.${one.key}`), `${spec.kind} ${one.key}`).toBeTypeOf('string');
      }
    }
  });
});
