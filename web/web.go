// Package web holds the pages that the server shows: the built files, compressed
// into the binary, and their sources beside it. No page asks anything of another host.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files are the built pages: index.html, playground/index.html, assets/.
var Files = func() fs.FS {
	f, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("web: " + err.Error()) // the folder is embedded
	}
	return f
}()
