import { describe, expect, it } from 'vitest';
import en from '../src/i18n/en';
import zh from '../src/i18n/zh-CN';

type Tree = { [key: string]: unknown };

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(at, value);
    else for (const [k, v] of leaves(value as Tree, at)) found.set(k, v);
  }
  return found;
}

const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('messages', () => {
  const chinese = leaves(zh);
  const english = leaves(en);

  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('fill the same slots in both languages', () => {
    for (const [key, text] of chinese) expect(slots(english.get(key) ?? ''), key).toEqual(slots(text));
  });

  it('are empty nowhere and use no characters that vue-i18n reads as syntax', () => {
    for (const [key, text] of [...chinese, ...english]) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/[@|]/);
    }
  });
});
