package quadstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/dateline-news/dateline/graph"
)

// A store on disk is a folder: pebble's files, headerFile, and, while nobody
// has it open, sealFile.
const (
	headerFile = "DATELINE" // what the folder is, and its format
	sealFile   = "SEAL"     // the files as they were when the store was closed
	lockFile   = "LOCK"
)

// formatVersion is the version of keys, encodings and vocabulary.
//
//	1  the first
//	2  edges, counts of statements, and records beside the quads: reading a
//	   statement took a look-up for each of its properties and words
//	3  facets beside the entries of lists: a filter read every statement of one
const formatVersion = 3

// header is the content of headerFile.
type header struct {
	Store  string `json:"store"`
	Format int    `json:"format"`
	State  string `json:"state"`
}

// The states of a store's folder.
const (
	stateCreating  = "creating"  // holds nothing yet
	stateRestoring = "restoring" // holds part of a backup
	stateReady     = "ready"
)

// Options tells how to open a store.
type Options struct {
	Create bool // make the store if there is none
	// ReadOnly opens a store on disk without changing any file of it: that works
	// where the disk is full. Writing is an error then.
	ReadOnly bool
	// restore opens an empty folder or one with an unfinished restore, and
	// leaves it so marked.
	restore bool
}

// storeExists tells that there is a folder with files of any kind.
func storeExists(path string) bool {
	names, err := folderNames(path)
	return err == nil && len(names) > 0
}

// folderNames are the names in a folder but the lock's and what is left of a
// header that was being written: with nothing else in it a folder is empty.
func folderNames(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if n := e.Name(); n != lockFile && n != headerFile+".tmp" {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// openPebble opens or makes the store in a folder. Nothing is changed where it fails.
func openPebble(path string, o Options) (engine, error) {
	if path == "" {
		return nil, graph.Errorf(graph.KindInvalid, "a pebble store needs a path: pebble:PATH")
	}
	names, err := folderNames(path)
	create := (o.Create || o.restore) && !o.ReadOnly
	switch {
	case errors.Is(err, os.ErrNotExist):
		if !create {
			return nil, graph.Errorf(graph.KindUnavailable, "there is no store at %s: make one with ingest, or name another with --store", path)
		}
		if err := os.MkdirAll(path, 0o755); err != nil {
			return nil, fileError(path, err)
		}
	case errors.Is(err, syscall.ENOTDIR):
		return nil, graph.Errorf(graph.KindUnavailable, "%s is not a store: it is a file, and a store is a folder", path)
	case err != nil:
		return nil, fileError(path, err)
	case len(names) == 0 && !create:
		return nil, graph.Errorf(graph.KindUnavailable, "there is no store at %s, which is empty: make one with ingest, or name another with --store", path)
	case len(names) > 0 && !slices.Contains(names, headerFile):
		return nil, graph.Errorf(graph.KindUnavailable, "%s is not a store: it has no file %s; name another folder with --store, or restore a backup into a new one", path, headerFile)
	}
	lock, err := pebble.LockDirectory(path, vfs.Default)
	if err != nil {
		if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) && !errors.Is(err, os.ErrPermission) || strings.Contains(err.Error(), "held by current process") {
			return nil, graph.Errorf(graph.KindUnavailable, "the store at %s is in use by another process: stop it, or hand the work to a running server with --server URL (%w)", path, err)
		}
		return nil, fileError(path, err)
	}
	e, err := openLocked(path, lock, o)
	if err != nil {
		lock.Close()
		return nil, err
	}
	return e, nil
}

func openLocked(path string, lock *pebble.Lock, o Options) (engine, error) {
	h, err := readHeader(path)
	switch {
	case err != nil:
		return nil, err
	case h.Format > formatVersion:
		return nil, graph.Errorf(graph.KindUnavailable, "the store at %s has format %d, and this program knows up to %d: use a newer version of it", path, h.Format, formatVersion)
	case h.Format < formatVersion && h.State == stateReady && o.ReadOnly:
		return nil, graph.Errorf(graph.KindUnavailable, "the store at %s has an older format: run ingest or serve on it once, which bring it up to date", path)
	case o.restore && h.State == stateReady:
		return nil, graph.Errorf(graph.KindConflict, "the store at %s is not empty: restore into a new folder", path)
	case h.State == stateRestoring && !o.restore:
		return nil, graph.Errorf(graph.KindUnavailable, "unfinished restore: run it again (%s holds part of a backup)", path)
	case h.State == stateCreating && (o.ReadOnly || !o.Create && !o.restore):
		return nil, graph.Errorf(graph.KindUnavailable, "there is no store at %s: its making was cut short; make it with ingest", path)
	}
	if o.restore {
		// What an unfinished restore left is of no use.
		if err := clearFolder(path); err != nil {
			return nil, err
		}
		h.State = stateRestoring
	}
	if h.State != stateReady {
		if err := writeHeader(path, h.State); err != nil {
			return nil, err
		}
	}
	if err := checkSeal(path, !o.ReadOnly); err != nil {
		return nil, err
	}
	options := pebbleOptions(vfs.Default)
	options.ReadOnly = o.ReadOnly
	options.Lock = lock
	options.ErrorIfNotExists = h.State == stateReady
	e, err := newPebble(path, options, true)
	switch {
	case err == nil:
	case diskFull(err):
		return nil, storageError(err)
	case errors.Is(err, os.ErrPermission):
		return nil, fileError(path, err)
	default:
		return nil, graph.Errorf(graph.KindCorrupt, "the store at %s is damaged and was not changed: restore it from a backup (%w)", path, err)
	}
	e.readOnly = o.ReadOnly
	e.onClose = func(broken bool) error {
		var err error
		if o.ReadOnly {
			return lock.Close()
		}
		if !broken && o.restore && e.whole {
			err = writeHeader(path, stateReady)
		}
		if !broken && err == nil && (!o.restore || e.whole) {
			err = seal(path)
		}
		return errors.Join(err, lock.Close())
	}
	older := h.State == stateReady && h.Format < formatVersion
	if older {
		if err := migrate(context.Background(), e); err != nil {
			return nil, errors.Join(err, e.close())
		}
	}
	if h.State == stateCreating || older {
		if err := writeHeader(path, stateReady); err != nil {
			e.onClose = nil
			e.close()
			return nil, err
		}
	}
	return e, nil
}

// readHeader reads what the folder is; an empty folder is being created.
func readHeader(path string) (header, error) {
	b, err := os.ReadFile(filepath.Join(path, headerFile))
	if errors.Is(err, os.ErrNotExist) {
		return header{"dateline", formatVersion, stateCreating}, nil
	}
	if err != nil {
		return header{}, fileError(path, err)
	}
	var h header
	if err := json.Unmarshal(b, &h); err != nil || h.Store != "dateline" || h.Format < 1 ||
		h.State != stateCreating && h.State != stateRestoring && h.State != stateReady {
		return header{}, graph.Errorf(graph.KindCorrupt, "the file %s of the store at %s is damaged: restore the store from a backup", headerFile, path)
	}
	return h, nil
}

func writeHeader(path, state string) error {
	b, err := json.Marshal(header{"dateline", formatVersion, state})
	if err != nil {
		return err
	}
	return writeFile(path, headerFile, append(b, '\n'))
}

// writeFile replaces a file of the folder so that a crash leaves the old or the new one.
func writeFile(path, name string, content []byte) error {
	tmp := filepath.Join(path, name+".tmp")
	f, err := os.Create(tmp)
	if err != nil {
		return fileError(path, err)
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(tmp, filepath.Join(path, name))
	}
	if err != nil {
		os.Remove(tmp)
		return fileError(path, err)
	}
	return syncFolder(path)
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return fileError(path, err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) { // some file systems sync no folders
		return fileError(path, err)
	}
	return nil
}

// clearFolder removes everything but the lock and the header.
func clearFolder(path string) error {
	names, err := folderNames(path)
	if err != nil {
		return fileError(path, err)
	}
	for _, n := range names {
		if n != headerFile {
			if err := os.RemoveAll(filepath.Join(path, n)); err != nil {
				return fileError(path, err)
			}
		}
	}
	return nil
}

// A seal lists the files of a closed store: after a crash pebble takes what
// ends early for what was never written, and only the seal can tell that it was.
type sealedFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
	Sum  uint32 `json:"sum,omitempty"` // CRC-32C; tables have checksums of their own
}

type sealed struct {
	Files []sealedFile `json:"files"`
	Sum   uint32       `json:"sum"` // of the list
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (s *sealed) sum() uint32 {
	b, _ := json.Marshal(s.Files)
	return crc32.Checksum(b, castagnoli)
}

func describeFiles(path string) ([]sealedFile, error) {
	names, err := folderNames(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	var files []sealedFile
	for _, n := range names {
		if n == sealFile || n == sealFile+".tmp" {
			continue
		}
		f, err := describeFile(path, n)
		if err != nil {
			return nil, fileError(path, err)
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b sealedFile) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

func describeFile(path, name string) (sealedFile, error) {
	d := sealedFile{Name: name}
	f, err := os.Open(filepath.Join(path, name))
	if err != nil {
		return d, err
	}
	defer f.Close()
	if strings.HasSuffix(name, ".sst") {
		info, err := f.Stat()
		if err == nil {
			d.Size = info.Size()
		}
		return d, err
	}
	h := crc32.New(castagnoli)
	d.Size, err = io.Copy(h, f)
	d.Sum = h.Sum32()
	return d, err
}

func seal(path string) error {
	files, err := describeFiles(path)
	if err != nil {
		return err
	}
	s := sealed{Files: files}
	s.Sum = s.sum()
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return writeFile(path, sealFile, b)
}

// checkSeal compares the files with the seal, if there is one, and takes it off
// if they are going to be changed.
func checkSeal(path string, off bool) error {
	at := filepath.Join(path, sealFile)
	b, err := os.ReadFile(at)
	if errors.Is(err, os.ErrNotExist) {
		return nil // never closed, or not by itself: pebble recovers
	}
	if err != nil {
		return fileError(path, err)
	}
	damaged := func(what string) error {
		return graph.Errorf(graph.KindCorrupt, "the store at %s is damaged and was not changed: %s; restore it from a backup", path, what)
	}
	var s sealed
	if json.Unmarshal(b, &s) != nil || s.Sum != s.sum() {
		return damaged("its seal cannot be read")
	}
	files, err := describeFiles(path)
	if err != nil {
		return err
	}
	is := map[string]sealedFile{}
	for _, f := range files {
		is[f.Name] = f
	}
	for _, was := range s.Files {
		f, there := is[was.Name]
		delete(is, was.Name)
		switch {
		case !there:
			return damaged(fmt.Sprintf("the file %s is missing", was.Name))
		case f.Size != was.Size:
			return damaged(fmt.Sprintf("the file %s has %d bytes instead of %d", was.Name, f.Size, was.Size))
		case f.Sum != was.Sum:
			return damaged(fmt.Sprintf("the content of %s has changed", was.Name))
		}
	}
	if !off {
		return nil
	}
	if err := os.Remove(at); err != nil {
		return fileError(path, err)
	}
	return syncFolder(path)
}

func fileError(path string, err error) error {
	switch {
	case diskFull(err):
		return storageError(err)
	case errors.Is(err, os.ErrPermission):
		return graph.Errorf(graph.KindUnavailable, "the store at %s cannot be opened: permission denied; give this user the right to read and write it (%w)", path, err)
	default:
		return graph.Errorf(graph.KindUnavailable, "the store at %s cannot be opened: %w", path, err)
	}
}
