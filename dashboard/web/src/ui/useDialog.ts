import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/** What a panel over the page does while it is open: Escape closes it, and the keyboard's focus goes to it. */
export function useDialog(close: () => void, panel?: Ref<HTMLElement | null>): void {
  function key(event: KeyboardEvent): void {
    if (event.key === 'Escape') close();
  }
  onMounted(() => {
    window.addEventListener('keydown', key);
    panel?.value?.focus();
  });
  onBeforeUnmount(() => window.removeEventListener('keydown', key));
}
