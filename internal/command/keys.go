package command

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/internal/keys"
)

// keysFlag names the file of keys.
type keysFlag struct {
	Keys string `env:"DATELINE_KEYS" placeholder:"FILE" help:"File of keys (default: ${keys})."`
}

func (f *keysFlag) path() string {
	if f.Keys != "" {
		return f.Keys
	}
	return defaultKeys()
}

// keyring are the commands around keys.
type keyring struct {
	Create createKey `cmd:"" help:"Make a key and show it, once."`
	List   listKeys  `cmd:"" help:"List keys: their ids, names, scopes and ends."`
	Revoke revokeKey `cmd:"" help:"End a key; a server that runs sees it within a second."`
}

func (*keyring) Help() string {
	return "Example:\n\n  dateline keys create \"front page\" --days 90\n  dateline keys list"
}

type createKey struct {
	keysFlag
	Name  string   `arg:"" help:"Whose key it is: what its holder decides carries this name."`
	Scope []string `default:"read" placeholder:"SCOPE" help:"read (default), write or curate; several by commas."`
	Days  int      `default:"365" help:"Days until it ends (default: ${default}); 0 for never."`
	JSON  bool     `name:"json" help:"One line of JSON."`
}

func (*createKey) Help() string {
	return "Example:\n\n  dateline keys create \"front page\" --scope read --days 90"
}

// Run makes a key.
func (c *createKey) Run(s *streams) error {
	if c.Days < 0 {
		return graph.Errorf(graph.KindInvalid, "a key cannot have ended already: --days is 0 or more")
	}
	file, err := keys.Open(c.path(), time.Now)
	if err != nil {
		return err
	}
	text, k, err := file.Create(c.Name, c.Scope, time.Duration(c.Days)*24*time.Hour)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{"id": k.ID, "name": k.Name, "scopes": k.Scopes, "key": text})
	}
	fmt.Fprintln(s.out, text)
	s.say("%s", k)
	s.say("This is shown once; the file %s has its hash only. Send it as `Authorization: Bearer KEY`.", c.path())
	return nil
}

type listKeys struct {
	keysFlag
	JSON bool `name:"json" help:"One line of JSON for each key."`
}

func (*listKeys) Help() string { return "Example:\n\n  dateline keys list" }

// Run lists keys.
func (c *listKeys) Run(s *streams) error {
	file, err := keys.Open(c.path(), time.Now)
	if err != nil {
		return err
	}
	for _, k := range file.List() {
		if c.JSON {
			k.SHA256 = ""
			if err := json.NewEncoder(s.out).Encode(k); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintln(s.out, k)
	}
	return nil
}

type revokeKey struct {
	keysFlag
	ID string `arg:"" help:"Its id, as the list shows it."`
}

func (*revokeKey) Help() string { return "Example:\n\n  dateline keys revoke k0123456789" }

// Run ends a key.
func (c *revokeKey) Run(s *streams) error {
	file, err := keys.Open(c.path(), time.Now)
	if err != nil {
		return err
	}
	return file.Revoke(c.ID)
}

// accessFlags say who may ask a server, and how much.
type accessFlags struct {
	keysFlag
	Open     bool     `help:"Listen beyond this machine without keys: anyone may read and change everything."`
	Origins  []string `name:"allow-origin" placeholder:"URL" help:"Another site whose pages may ask, such as https://news.example."`
	Rate     *float64 `placeholder:"N" help:"Requests a second of one key or address (default: 50, any number on this machine); 0 for any number."`
	Proxy    bool     `help:"A reverse proxy stands before this server: clients are told apart by X-Forwarded-For."`
	Excerpts bool     `help:"Serve the words that statements rest on and no whole texts."`
	Requests bool     `name:"log-requests" help:"A line of JSON for each request, without queries and variables."`
}

// access is who may ask a server, and how much.
type access struct {
	keys     *keys.File // nil: anyone
	origins  []string
	rate     float64
	proxy    bool
	excerpts bool
	requests *slog.Logger
}

// beyondRate is how many requests a second one key or address may make where others can reach the server.
const beyondRate = 50

// access works out what the flags mean for an address. On this machine anyone
// may ask; beyond it, who has a key, unless told otherwise.
func (f *accessFlags) access(addr string, s *streams) (access, error) {
	a := access{origins: f.Origins, proxy: f.Proxy, excerpts: f.Excerpts}
	for _, o := range f.Origins {
		u, err := url.Parse(o)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			return a, graph.Errorf(graph.KindInvalid, "%q is no origin, such as https://news.example (without a slash at its end)", o)
		}
	}
	here := loopback(addr)
	if !here {
		a.rate = beyondRate
	}
	if f.Rate != nil {
		if a.rate = *f.Rate; !(a.rate >= 0 && a.rate < 1e6) {
			return a, graph.Errorf(graph.KindInvalid, "--rate is a number of requests a second")
		}
	}
	if f.Requests {
		a.requests = slog.New(slog.NewJSONHandler(s.err, nil))
	}
	if f.Open && f.Keys != "" {
		return a, graph.Errorf(graph.KindInvalid, "either --open or --keys: with both nobody would know who may ask")
	}
	if f.Open || f.Keys == "" && here {
		return a, nil
	}
	var err error
	if a.keys, err = keys.Open(f.path(), time.Now); err != nil {
		return a, err
	}
	now := time.Now()
	for _, k := range a.keys.List() {
		if k.Holds(now) {
			return a, nil
		}
	}
	if _, err := os.Stat(f.path()); f.Keys != "" && err == nil {
		return a, nil // all have ended: nobody gets in until there is another
	}
	return a, graph.Errorf(graph.KindInvalid, "no key for the server on %s: make one with `dateline keys create NAME`, or listen on localhost, or say --open to let anyone in", addr)
}

// loopback tells whether only this machine can reach an address.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
