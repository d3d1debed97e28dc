// Package keys keeps who may ask a server: a file of API keys, each with a name,
// scopes and an end. It keeps hashes; a key itself is shown once, when it is made.
package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// Key is an entry of the file.
type Key struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Scopes  []string  `json:"scopes"`
	SHA256  string    `json:"sha256"` // of the key, which has 160 random bits: no salt is needed
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// The scopes.
const (
	Read   = "read"   // queries, subscriptions, exports
	Write  = "write"  // ingest and delete documents
	Curate = "curate" // judge, edit, review
)

// Scopes are all there are.
var Scopes = []string{Read, Write, Curate}

// Holds tells that the key is neither revoked nor at its end.
func (k *Key) Holds(now time.Time) bool {
	return k.Revoked.IsZero() && (k.Expires.IsZero() || now.Before(k.Expires))
}

// File is a file of keys. It is safe for concurrent use; other processes may
// change the file, which is seen within a second.
type File struct {
	path string
	now  func() time.Time

	mu      sync.Mutex
	looked  time.Time
	stamp   time.Time
	size    int64
	byHash  map[string]*Key
	keys    []Key
	problem error
}

// Open reads a file of keys; one that is not there holds none.
func Open(path string, now func() time.Time) (*File, error) {
	f := &File{path: path, now: now}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refresh()
	return f, f.problem
}

// refresh reads the file if it may have changed; what cannot be read admits nobody.
func (f *File) refresh() {
	now := f.now()
	if f.byHash != nil && now.Sub(f.looked) < time.Second && now.Sub(f.looked) >= 0 {
		return
	}
	f.looked = now
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		f.keys, f.byHash, f.problem, f.size = nil, map[string]*Key{}, nil, 0
		return
	}
	if err == nil && f.byHash != nil && f.problem == nil && info.ModTime().Equal(f.stamp) && info.Size() == f.size {
		return
	}
	var file struct{ Keys []Key }
	var b []byte
	if err == nil {
		f.stamp, f.size = info.ModTime(), info.Size()
		if b, err = os.ReadFile(f.path); err == nil {
			err = json.Unmarshal(b, &file)
		}
	}
	f.keys, f.byHash, f.problem = file.Keys, map[string]*Key{}, nil
	if err != nil {
		f.keys, f.problem = nil, graph.Errorf(graph.KindInvalid, "the file of keys %s cannot be read: %w", f.path, err)
	}
	for i := range f.keys {
		f.byHash[f.keys[i].SHA256] = &f.keys[i]
	}
}

// Find returns the key with this text if it holds. Hashes are compared, so that
// time tells nothing of a key.
func (f *File) Find(text string) (Key, bool) {
	if !wellFormed(text) {
		return Key{}, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refresh()
	k := f.byHash[hash(text)]
	if k == nil || !k.Holds(f.now()) {
		return Key{}, false
	}
	return *k, true
}

// List returns all keys, those that no longer hold among them.
func (f *File) List() []Key {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refresh()
	return slices.Clone(f.keys)
}

// Create makes a key and returns its text, which is kept nowhere. It holds for
// the given time, or until it is revoked if that is 0.
func (f *File) Create(name string, scopes []string, holds time.Duration) (string, Key, error) {
	for _, s := range scopes {
		if !slices.Contains(Scopes, s) {
			return "", Key{}, graph.Errorf(graph.KindInvalid, "%q is no scope: there are %s", s, strings.Join(Scopes, ", "))
		}
	}
	if name == "" || len(scopes) == 0 {
		return "", Key{}, graph.Errorf(graph.KindInvalid, "a key has a name and at least one scope")
	}
	text := newText()
	now := f.now().UTC().Truncate(time.Second)
	k := Key{Name: name, Scopes: slices.Compact(slices.Sorted(slices.Values(scopes))), SHA256: hash(text), Created: now}
	k.ID = "k" + k.SHA256[:10]
	if holds > 0 {
		k.Expires = now.Add(holds)
	}
	return text, k, f.change(func(keys []Key) ([]Key, error) { return append(keys, k), nil })
}

// Revoke ends a key by its id.
func (f *File) Revoke(id string) error {
	return f.change(func(keys []Key) ([]Key, error) {
		i := slices.IndexFunc(keys, func(k Key) bool { return k.ID == id })
		if i < 0 {
			return nil, graph.Errorf(graph.KindNotFound, "no key %q: `keys list` has them", id)
		}
		if keys[i].Revoked.IsZero() {
			keys[i].Revoked = f.now().UTC().Truncate(time.Second)
		}
		return keys, nil
	})
}

// change writes the file anew; it takes its name when it is whole.
func (f *File) change(edit func([]Key) ([]Key, error)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.byHash = nil // read now
	f.refresh()
	if f.problem != nil {
		return f.problem
	}
	keys, err := edit(slices.Clone(f.keys))
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(map[string]any{"keys": keys}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(f.path), ".keys-*") // readable by its owner only
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // gone already if all went well
	_, err = temporary.Write(append(b, '\n'))
	if e := temporary.Sync(); err == nil {
		err = e
	}
	if e := temporary.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(temporary.Name(), f.path)
	}
	f.byHash = nil
	return err
}

// A key's text is a word that scanners for leaked secrets can know, 32 random
// letters and 7 of a checksum, by which a misspelt one is seen before any look-up.
const prefix = "dateline_"

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func newText() string {
	b := make([]byte, 20)
	rand.Read(b)
	body := prefix + letters.EncodeToString(b)
	return body + checksum(body)
}

func checksum(body string) string {
	sum := crc32.ChecksumIEEE([]byte(body))
	return letters.EncodeToString([]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
}

func wellFormed(text string) bool {
	const body = len(prefix) + 32
	return len(text) == body+7 && strings.HasPrefix(text, prefix) && text[body:] == checksum(text[:body])
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// String is a line of a list, without anything secret.
func (k Key) String() string {
	until := "until revoked"
	switch {
	case !k.Revoked.IsZero():
		until = "revoked " + k.Revoked.Format(time.DateOnly)
	case !k.Expires.IsZero():
		until = "until " + k.Expires.Format(time.DateOnly)
	}
	return fmt.Sprintf("%s  %-20s %-18s %s", k.ID, k.Name, strings.Join(k.Scopes, ","), until)
}
