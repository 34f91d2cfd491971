import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

/** Served at /phone/ beside the workstation; kept whole on the phone by its service worker. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/phone/',
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [
    react(),
    VitePWA({
      // A new version waits until the person takes it, so that nobody loses a half-filled form to it.
      registerType: 'prompt',
      injectRegister: null,
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
        navigateFallback: '/phone/index.html',
        navigateFallbackDenylist: [/^\/api\//],
        cleanupOutdatedCaches: true,
        // Also of the page that fetched it: one that no worker serves is told of a newer version that does not wait for it.
        clientsClaim: true,
        importScripts: ['unsent.js'],
      },
      manifest: {
        name: '签约 · 外勤',
        short_name: '签约外勤',
        description: '乡村医生手机端：没有信号也能随访、签约',
        lang: 'zh-CN',
        start_url: '/phone/',
        scope: '/phone/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#ffffff',
        theme_color: '#1677ff',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
    }),
  ],
  build: { target: 'chrome100', sourcemap: false },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
