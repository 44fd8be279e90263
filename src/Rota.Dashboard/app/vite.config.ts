import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// What is built goes where eng/dashboard says. Nothing is inlined as data: but small pictures; names carry a hash.
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  resolve: { alias: { '@': resolve(import.meta.dirname, 'src') } },
  build: {
    outDir: process.env['DASHBOARD_OUT'] ?? 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    target: 'es2022',
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'rota', test: /preact|src.(main|base|api|parts.(?!Chart)|shell|style|pages.(pages|Overview|overview|eta|notes))/ }] } },
    },
  },
  // The daemon takes requests of its own pages only: they keep the name that the browser knows.
  server: { proxy: { '/v1': { target: process.env['ROTA_URL'] ?? 'http://127.0.0.1:7420', changeOrigin: false } } },
});
