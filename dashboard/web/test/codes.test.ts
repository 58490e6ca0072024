// @vitest-environment happy-dom
/** Every code that the hub can give has its texts; the contract's lists are held equal to the hub's by its own tests. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hindrances } from '../src/api/analysis';
import { fieldRules } from '../src/api/fieldRules';
import { deliveryReasons, faultReasons, noClipReasons } from '../src/api/reasons';
import { caseTypes, complaints, faultKinds } from '../src/api/types';
import { slots } from '../src/faults/words';
import enAnalysis from '../src/i18n/analysis.en';
import zhAnalysis from '../src/i18n/analysis.zh-CN';
import en from '../src/i18n/health.en';
import zh from '../src/i18n/health.zh-CN';
import * as enOutcomes from '../src/i18n/outcomes.en';
import * as zhOutcomes from '../src/i18n/outcomes.zh-CN';
import enReasons from '../src/i18n/reasons.en';
import zhReasons from '../src/i18n/reasons.zh-CN';
import enWrong from '../src/i18n/wrong.en';
import zhWrong from '../src/i18n/wrong.zh-CN';
import { setLanguage, t } from '../src/i18n';
import { fieldSays, placedSays } from '../src/lib/says';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const contract = read('../../src/main/resources/openapi/gengfu.yaml');

/** The values of an enumeration of the contract's schemas. */
function codesOf(schema: string): string[] {
  const found = new RegExp(`\\n    ${schema}:[^[]*?enum: \\[([^\\]]+)\\]`).exec(contract);
  return (found?.[1] ?? '').split(',').map((one) => one.trim());
}

describe('codes of the hub', () => {
  it('of faults have a title, a sentence and advice', () => {
    expect(codesOf('FaultKind')).toHaveLength(21);
    expect([...faultKinds]).toEqual(codesOf('FaultKind'));
    for (const texts of [zh.fault, en.fault]) expect(Object.keys(texts).sort()).toEqual([...faultKinds].sort());
  });

  it('of what hinders judging have a title and advice in both languages', () => {
    expect([...hindrances]).toEqual(codesOf('Hindrance'));
    for (const texts of [zhAnalysis.hindrance, enAnalysis.hindrance]) expect(Object.keys(texts).sort()).toEqual([...hindrances].sort());
    for (const text of Object.values(zhAnalysis.hindrance)) expect(text.title + text.advice).toMatch(/[\u4e00-\u9fff]/);
  });

  it('of complaints have a title and advice', () => {
    expect(codesOf('Complaint').length).toBeGreaterThan(50);
    expect([...complaints]).toEqual(codesOf('Complaint'));
    for (const texts of [zh.complaint, en.complaint]) expect(Object.keys(texts).sort()).toEqual([...complaints].sort());
  });

  it('of reasons have a text in both languages', () => {
    expect(codesOf('FaultReason').length).toBeGreaterThan(30);
    expect([...faultReasons]).toEqual(codesOf('FaultReason'));
    for (const texts of [zhReasons, enReasons]) expect(Object.keys(texts).sort()).toEqual([...faultReasons].sort());
    for (const text of Object.values(zhReasons)) expect(text).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([
    ['DeliveryReason', deliveryReasons, zhOutcomes.undelivered, enOutcomes.undelivered, 20],
    ['NoClipReason', noClipReasons, zhOutcomes.noClip, enOutcomes.noClip, 8],
  ] as const)('of %s have a text in both languages', (schema, codes, chinese, english, count) => {
    expect(codesOf(schema)).toHaveLength(count);
    expect([...codes]).toEqual(codesOf(schema));
    for (const texts of [chinese, english]) expect(Object.keys(texts).sort()).toEqual([...codes].sort());
    for (const text of Object.values(chinese)) expect(text).toMatch(/[\u4e00-\u9fff]/);
  });

  it('of fields that are wrong have a text in both languages', () => {
    const listed = /\n {4}FieldRule:[^[]*?enum:\n((?: {8}- [a-z-]+\n)+)/.exec(contract)?.[1] ?? '';
    const codes = [...listed.matchAll(/- ([a-z-]+)\n/g)].map((found) => found[1]);
    expect(codes.length).toBeGreaterThan(100);
    expect([...fieldRules]).toEqual(codes);
    for (const texts of [zhWrong, enWrong]) expect(Object.keys(texts).sort()).toEqual([...codes].sort());
  });

  it('of patterns in the contract have a rule', () => {
    const rules = [...contract.matchAll(/x-rule: ([a-z-]+)/g)].map((found) => found[1]);
    expect(rules.length).toBeGreaterThan(20);
    for (const rule of rules) expect(fieldRules).toContain(rule);
  });

  it('of fields are said in the reader’s language, and in the server’s words where they are not known', () => {
    setLanguage('zh-CN');
    const short = { pointer: '/name', code: 'characters', values: { least: '1', most: '100' }, message: 'must have 1 to 100 characters' };
    expect(fieldSays(short, t)).toBe('应为 1 到 100 个字符');
    expect(placedSays(short, t)).toBe('/name：应为 1 到 100 个字符');
    expect(fieldSays({ ...short, code: 'of-a-newer-hub' }, t)).toBe('must have 1 to 100 characters');
    expect(fieldSays({ message: 'of an older hub' }, t)).toBe('of an older hub');
    setLanguage('en');
    expect(fieldSays(short, t)).toBe('Must have 1 to 100 characters');
    setLanguage('zh-CN');
  });

  it('of oddities have a text', () => {
    const java = read('../../../ingest/src/main/java/org/gengfu/ingest/rtsp/Quirk.java');
    const names = [...java.matchAll(/^ {2}([A-Z0-9_]+)\("/gm)].map((found) => found[1]);
    expect(names.length).toBeGreaterThan(10);
    expect(Object.keys(zh.quirk).sort()).toEqual(names.sort());
  });

  it('of types of cases are either the village’s or technical', () => {
    expect([...caseTypes, 'camera-fault', 'system-fault']).toEqual(codesOf('CaseType'));
  });

  it('have texts that ask only for details that there are', () => {
    const texts = JSON.stringify([zh.fault, zh.complaint, en.fault, en.complaint]);
    for (const [, slot] of texts.matchAll(/\{(\w+)\}/g)) expect(slots).toContain(slot);
  });
});
