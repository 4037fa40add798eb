import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Where the API listens while one develops; the built console is served by the API itself. */
const api = process.env.SHUKE_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../src/shuke/api/static/console',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // Two pages: the console, and the member page that the API serves at /m.
    rollupOptions: { input: ['index.html', 'm.html'] },
  },
  server: { proxy: { '/v1': api, '/health': api } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'check/**/*.test.ts'],
    setupFiles: ['check/setup.ts'],
  },
})
