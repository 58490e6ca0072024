/** Whether the window is as narrow as a phone's, where pages become one column. */
import { onBeforeUnmount, ref, type Ref } from 'vue';

/** The same width stands in the styles' media queries. */
const NARROW = '(max-width: 900px)';

export function useNarrow(): Readonly<Ref<boolean>> {
  const query = window.matchMedia(NARROW);
  const narrow = ref(query.matches);
  const turned = (event: MediaQueryListEvent) => (narrow.value = event.matches);
  query.addEventListener('change', turned);
  onBeforeUnmount(() => query.removeEventListener('change', turned));
  return narrow;
}
