import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** The server that the pages talk to while developing: the mock, or a real hub. */
const server = process.env.GENGFU_SERVER ?? 'http://127.0.0.1:8099';

export default defineConfig({
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    // Maven says where; served from the classpath at web/.
    outDir: process.env.GENGFU_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: server, ws: true } } },
  test: { environment: 'node', pool: 'threads', maxWorkers: 2, include: ['test/**/*.test.ts'], restoreMocks: true },
});
