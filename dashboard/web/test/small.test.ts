// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/api/problem';
import { i18n, setLanguage, t } from '../src/i18n';
import { says } from '../src/lib/says';
import { waitBefore } from '../src/lib/socket';
import { ago, clock, dateTime, setTimeZone, span } from '../src/lib/time';
import { returnPath } from '../src/login/returnPath';
import { homeOf } from '../src/stores/session';
import { fitWithin } from '../src/worker/photo';
import { noteOf, undeliveredSays } from '../src/cases/notes';
import { aDelivery, aStep } from './makes';

const minute = 60_000;

describe('times', () => {
  it('are said in words of the language', () => {
    setLanguage('zh-CN');
    expect(span(20_000, t)).toBe('刚刚');
    expect(span(12 * minute, t)).toBe('12 分钟');
    expect(span(125 * minute, t)).toBe('2 小时 5 分');
    expect(span(26 * 60 * minute, t)).toBe('1 天 2 小时');
    expect(ago('2026-11-22T01:00:00Z', Date.parse('2026-11-22T01:03:00Z'), t)).toBe('3 分钟前');
    setLanguage('en');
    expect(span(125 * minute, t)).toBe('2 h 5 min');
    expect(localStorage.getItem('gengfu.language')).toBe('en');
    setLanguage('zh-CN');
    expect(i18n.global.locale.value).toBe('zh-CN');
  });

  it('are those of the village', () => {
    setTimeZone('Asia/Shanghai');
    expect(clock('2026-11-21T16:00:05Z')).toBe('00:00:05');
    expect(dateTime('2026-11-21T16:00:05Z', 'zh-CN')).toContain('11/22');
    setTimeZone('no/where');
    expect(clock('2026-11-21T16:00:05Z')).toMatch(/^\d\d:\d\d:05$/);
  });
});

describe('going to places', () => {
  it('returns to paths of this site only', () => {
    expect(returnPath('/screen?x=1')).toBe('/screen?x=1');
    for (const bad of [undefined, 'http://evil/', '//evil', '/\\evil', 'screen', '/login?to=/login', ['/a']]) {
      expect(returnPath(bad)).toBeNull();
    }
  });

  it('starts each role on its page', () => {
    expect([homeOf('worker'), homeOf('office'), homeOf('admin')]).toEqual(['/worker', '/screen', '/screen']);
  });
});

describe('photos', () => {
  it('fit within 1600 pixels and never grow', () => {
    expect(fitWithin(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin(3000, 4000)).toEqual({ width: 1200, height: 1600 });
    expect(fitWithin(800, 600)).toEqual({ width: 800, height: 600 });
    expect(fitWithin(10_000, 1)).toEqual({ width: 1600, height: 1 });
  });
});

describe('coming back', () => {
  it('waits longer each time, jittered, fifteen seconds at most', () => {
    expect(waitBefore(0, 0)).toBe(250);
    expect(waitBefore(0, 1)).toBe(500);
    expect(waitBefore(3, 1)).toBe(4000);
    expect(waitBefore(50, 1)).toBe(15_000);
  });
});

describe('notes of the system', () => {
  const step = (actor: string, note: string) => ({ ...aStep('opened'), actor, note });

  it('are said in the language of the reader; people keep their words', () => {
    setLanguage('zh-CN');
    expect(noteOf(step('system', 'sent to 陈志强, on duty'), t)).toBe('派给值班的陈志强');
    expect(noteOf(step('system', 'nobody is on duty: the office has to dispatch it'), t)).toContain('治保办');
    expect(noteOf(step('system', 'something new'), t)).toBe('something new');
    expect(noteOf(step('li', 'sent to x, on duty'), t)).toBe('sent to x, on duty');
  });

  it('say why there is no clip by their reason, or by their words where they have none', () => {
    setLanguage('zh-CN');
    const full = { ...step('system', 'it could not be made: No space left on device'), reason: 'no-room' as const };
    expect(noteOf(full, t)).toBe('磁盘没有可用空间或超出配额');
    expect(noteOf({ ...full, reason: null }, t)).toBe('录像片段制作失败');
    expect(noteOf(step('system', 'nothing was recorded from 2026-11-22T01:00:00Z to 2026-11-22T01:01:00Z'), t)).toBe('当时没有录像');
    expect(noteOf({ ...full, reason: 'of-a-newer-hub' as never, note: 'new words' }, t)).toBe('new words');
  });

  it('say why a message has not got through', () => {
    setLanguage('zh-CN');
    const one = aDelivery({ lastReason: 'page-closed', lastError: 'worker wang has no page open' });
    expect(undeliveredSays(one, t)).toBe('网格员没有打开手机页面');
    expect(undeliveredSays({ ...one, lastReason: null }, t)).toBe('worker wang has no page open');
    expect(undeliveredSays({ ...one, lastReason: 'of-a-newer-hub' as never }, t)).toBe('worker wang has no page open');
    expect(undeliveredSays({ ...one, lastReason: null, lastError: null }, t)).toBeNull();
  });
});

describe('errors', () => {
  it('are said in the reader’s words, else in the server’s', () => {
    setLanguage('zh-CN');
    expect(says(ApiError.offline(), t)).toContain('连不上服务器');
    expect(says(new ApiError(412, 'stale-version', 'x', null, []), t)).toContain('重新加载');
    expect(says(new ApiError(418, 'http', 'Teapot', 'short and stout', []), t)).toContain('short and stout');
  });
});
