import { reactive } from 'vue';

export interface Toast {
  id: number;
  tone: 'ok' | 'bad' | 'info';
  text: string;
}

export const toasts = reactive<Toast[]>([]);
let last = 0;

/** Shows a line for a few seconds. */
export function toast(tone: Toast['tone'], text: string, milliseconds = 4500): void {
  const id = ++last;
  toasts.push({ id, tone, text });
  setTimeout(() => dismiss(id), milliseconds);
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
