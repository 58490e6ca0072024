import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { zoneFields } from '../src/admin/specs';
import { fieldsFor, fit, zoneKinds } from '../src/admin/zoneRules';
import en from '../src/i18n/en';
import zh from '../src/i18n/zh-CN';

const contract = readFileSync(fileURLToPath(new URL('../../src/main/resources/openapi/gengfu.yaml', import.meta.url)), 'utf8');
const parking = { kind: 'no-parking', subject: 'vehicle', dwellSeconds: 300, severity: 'medium', hours: [], graceSeconds: 30, fireLane: false, queueTolerated: true };
const keys = (zone: Record<string, unknown>) => fieldsFor(zone, zoneFields).map((one) => one.key);

describe('options of zones', () => {
  it('know the kinds of the contract, each with its texts', () => {
    const zone = contract.slice(contract.indexOf('\n    Zone:\n'));
    expect(/kind: \{type: string, enum: \[([^\]]+)\]/.exec(zone)?.[1]?.split(', ')).toEqual([...zoneKinds]);
    for (const texts of [zh.zoneKind, en.zoneKind]) expect(Object.keys(texts)).toEqual([...zoneKinds]);
  });

  it('show only what matters for the kind', () => {
    expect(keys(parking)).toEqual(expect.arrayContaining(['graceSeconds', 'queueTolerated', 'fireLane', 'hours', 'subject']));
    expect(keys({ ...parking, fireLane: true })).not.toEqual(expect.arrayContaining(['hours']));
    expect(keys({ kind: 'intrusion' })).not.toContain('graceSeconds');
    expect(keys({ kind: 'no-dumping' })).not.toContain('subject');
    expect(fieldsFor({ kind: 'loitering' }, zoneFields).find((one) => one.key === 'subject')?.options?.[0]).toBe('person');
  });

  it('fit the kind again when it is changed', () => {
    expect(fit(parking)).toEqual({});
    expect(fit({ ...parking, kind: 'loitering', subject: 'vehicle' })).toEqual({ graceSeconds: 0, queueTolerated: false });
    expect(fit({ ...parking, kind: 'no-dumping' })).toMatchObject({ subject: 'any', graceSeconds: 0 });
  });

  it('tolerate nothing in a fire lane', () => {
    const hours = [{ days: ['monday'], from: '08:00', to: '09:00' }];
    const change = fit({ ...parking, fireLane: true, hours });
    expect(change).toEqual({ queueTolerated: false, graceSeconds: 0, hours: [], dwellSeconds: 60, severity: 'high' });
    expect(fit({ ...parking, fireLane: true, ...change })).toEqual({});
  });
});
