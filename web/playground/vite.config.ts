import { defineConfig } from 'vite'

// Everything is in the files: the server hands out nothing that lies elsewhere.
export default defineConfig({
  root: import.meta.dirname,
  base: '/playground/',
  build: {
    outDir: '../build/playground',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 10_000,
    sourcemap: false,
  },
  worker: { format: 'es' },
})
