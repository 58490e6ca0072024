/** Asks before what is not saved is left. */
import { onBeforeUnmount, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave } from 'vue-router';

export function useUnsaved(dirty: Readonly<Ref<boolean>>): void {
  const { t } = useI18n();
  onBeforeRouteLeave(() => !dirty.value || window.confirm(t('zone.leave')));
  const warn = (event: BeforeUnloadEvent) => {
    if (dirty.value) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn));
}
