import { createI18n } from 'vue-i18n';
import en from './en';
import zh from './zh-CN';

export type Language = 'zh-CN' | 'en';
const KEY = 'gengfu.language';

/** What was chosen last; Chinese where nothing was. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return 'zh-CN';
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
});

export function language(): Language {
  return i18n.global.locale.value as Language;
}

export function setLanguage(next: Language): void {
  i18n.global.locale.value = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
}

/** The translation function outside components. */
export const t = i18n.global.t;
