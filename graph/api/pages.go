package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// pages serves built web pages, which are kept compressed: NAME.gz. A folder is
// its index.html. Files below assets/ have a hash in their names and never change.
func pages(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "ask by GET", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		packed, err := fs.ReadFile(files, name+".gz")
		if err != nil {
			name = path.Join(name, "index.html")
			packed, err = fs.ReadFile(files, name+".gz")
		}
		if err != nil {
			http.Error(w, "no such page", http.StatusNotFound)
			return
		}
		h := w.Header()
		sum := sha256.Sum256(packed)
		tag := `"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		h.Set("Vary", "Accept-Encoding")
		h.Set("Cache-Control", "no-cache")
		if strings.Contains(name, "assets/") {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", contentTypes[path.Ext(name)])
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			w.Write(packed)
			return
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			http.Error(w, "this page is damaged: build again", http.StatusInternalServerError)
			return
		}
		io.Copy(w, z)
	})
}

// contentTypes are fixed: those that Go finds out differ from machine to machine.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".svg":  "image/svg+xml",
	".ttf":  "font/ttf",
	".json": "application/json",

	".graphql": "text/plain; charset=utf-8",
}
