import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { t } from './i18n';
import type { Role } from './api/types';
import { homeOf, onSessionEnd, restore, session } from './stores/session';

declare module 'vue-router' {
  interface RouteMeta {
    roles?: readonly Role[];
    theme?: 'night' | 'day';
    scale?: 'screen' | 'desk';
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => (session.account ? homeOf(session.account.role) : '/login') },
  { path: '/login', component: () => import('./login/LoginPage.vue'), meta: { theme: 'night' } },
  {
    path: '/screen',
    component: () => import('./screen/ScreenPage.vue'),
    meta: { roles: ['admin', 'office'], theme: 'night', scale: 'screen' },
  },
  {
    path: '/playback',
    component: () => import('./playback/PlaybackPage.vue'),
    meta: { roles: ['admin', 'office'], theme: 'night', scale: 'desk' },
  },
  {
    path: '/worker',
    component: () => import('./worker/WorkerPage.vue'),
    meta: { roles: ['worker'], theme: 'day' },
  },
  {
    path: '/worker/cases/:id(\\d+)',
    component: () => import('./worker/WorkerCase.vue'),
    meta: { roles: ['worker'], theme: 'day' },
    props: (route) => ({ id: Number(route.params.id) }),
  },
  {
    path: '/admin',
    component: () => import('./admin/AdminPage.vue'),
    meta: { roles: ['admin'], theme: 'day', scale: 'desk' },
    children: [
      { path: '', redirect: '/admin/cameras' },
      {
        path: 'cameras/:id/zones',
        component: () => import('./admin/ZonePage.vue'),
        props: true,
      },
      {
        path: 'cameras/:id/masks',
        component: () => import('./admin/MaskPage.vue'),
        props: true,
      },
      { path: 'analysis', component: () => import('./analysis/AnalysisPage.vue') },
      { path: 'recording', component: () => import('./storage/StoragePage.vue') },
      { path: 'viewings', component: () => import('./storage/ViewingsPage.vue') },
      { path: 'faults', component: () => import('./faults/FaultsPage.vue') },
      { path: ':kind', component: () => import('./admin/KindPage.vue'), props: true },
    ],
  },
  { path: '/:rest(.*)*', redirect: '/' },
];

export const router = createRouter({ history: createWebHistory(), routes });

router.beforeEach(async (to) => {
  if (!session.known) await restore();
  const account = session.account;
  if (to.path === '/login') return account ? homeOf(account.role) : true;
  if (!account) return { path: '/login', query: to.path === '/' ? {} : { to: to.fullPath } };
  const roles = to.meta.roles;
  return !roles || roles.includes(account.role) || homeOf(account.role);
});

router.afterEach((to) => {
  document.title = session.account ? `${t(`roles.${session.account.role}`)} · ${t('app.full')}` : t('app.full');
  const root = document.documentElement;
  root.dataset.theme = to.meta.theme ?? 'day';
  if (to.meta.scale) root.dataset.scale = to.meta.scale;
  else delete root.dataset.scale;
});

onSessionEnd(() => {
  const to = router.currentRoute.value.fullPath;
  void router.replace({ path: '/login', query: { to } });
});
