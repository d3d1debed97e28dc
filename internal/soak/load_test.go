package soak

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestLoad asks a server of our own as fast as it answers, then for DATELINE_LOAD
// at 80 % of that, while documents leave and come in: without an error, and at
// the end neither slower nor larger than after the first slices of time.
func TestLoad(t *testing.T) {
	whole, err := time.ParseDuration(os.Getenv("DATELINE_LOAD"))
	if err != nil {
		t.Skip("DATELINE_LOAD=10m gives the server a load for so long")
	}
	server := serveBinary(t)
	const clients = 8
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients + 1}}
	ask := func(body string) error {
		resp, err := client.Post(server.url+"/graphql", "application/json", strings.NewReader(body))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err == nil && (resp.StatusCode != http.StatusOK || bytes.Contains(b, []byte(`"errors":[{`))) {
			err = fmt.Errorf("%d %.300s", resp.StatusCode, b)
		}
		return err
	}
	bodies := []string{
		`{"query":"{entity(by:{name:\"France\"}){id type name generic mentionCount}}"}`,
		`{"query":"{entity(by:{name:\"Russia\"}){statements(first:50){nodes{predicate{name} subject{name} object{name} polarity modality evidence{quote document{title}}}}}}"}`,
		`{"query":"{subgraph(around:[{name:\"Lebanon\"}],depth:2){columns{nodes{id label type degree x y community} edges{id source target predicate weight polarity modality attributed contested}}}}"}`,
		`{"query":"{search(query:\"macrn\",first:10){nodes{id name type}}}"}`,
		`{"query":"{paths(from:{name:\"Turkey\"},to:{name:\"Russia\"},first:3){length nodes{name}}}"}`,
	}
	run := func(d time.Duration, rate float64) (each []time.Duration, failed []error) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		var n atomic.Int64
		begun := time.Now()
		for range clients {
			wg.Go(func() {
				for time.Since(begun) < d {
					k := n.Add(1)
					if rate > 0 { // a request has its time, however long the one before took
						time.Sleep(time.Until(begun.Add(time.Duration(float64(k) / rate * float64(time.Second)))))
					}
					start := time.Now()
					err := ask(bodies[int(k)%len(bodies)])
					mu.Lock()
					each = append(each, time.Since(start))
					if err != nil {
						failed = append(failed, err)
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		slices.Sort(each)
		return each, failed
	}
	run(2*time.Second, 0) // warm
	ceiling, failed := run(8*time.Second, 0)
	if len(failed) > 0 {
		t.Fatal(failed[0])
	}
	rate := 0.8 * float64(len(ceiling)) / 8
	t.Logf("ceiling %d requests a second, load %.0f", len(ceiling)/8, rate)

	// a document goes and comes again, all the time
	stop, came := make(chan struct{}), make(chan int)
	go func() {
		n := 0
		defer func() { came <- n }()
		for {
			select {
			case <-stop:
				return
			case <-time.After(200 * time.Millisecond):
			}
			text := fmt.Sprintf("The harbour union of ward %d condemned the shipping company on Monday. The company rejected the accusation.", n%50)
			body, _ := json.Marshal(map[string]any{"query": "mutation($t:String!){ingest(documents:[{text:$t}]){job{id} errors{message}}}", "variables": map[string]any{"t": text}})
			if err := ask(string(body)); err != nil {
				t.Error(err)
			}
			n++
		}
	}()
	const parts = 10
	var p99 []time.Duration
	var memory []int
	for i := range parts {
		each, failed := run(whole/parts, rate)
		for _, err := range failed {
			t.Error(err)
		}
		p99, memory = append(p99, each[len(each)*99/100]), append(memory, server.memory(t))
		t.Logf("%2d: %d requests, p50 %v, p99 %v, %d MB", i, len(each), each[len(each)/2].Round(10*time.Microsecond), p99[i].Round(10*time.Microsecond), memory[i])
	}
	close(stop)
	t.Logf("%d documents came in beside it", <-came)
	if first, last := slices.Max(memory[:3]), slices.Min(memory[7:]); last > first+first/4+50 {
		t.Errorf("memory grew from %d to %d MB", first, last)
	}
}

type binary struct {
	url string
	pid int
}

// memory is what the server has resident, in MB.
func (b binary) memory(t *testing.T) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.pid))
	if err != nil {
		return 0 // no Linux
	}
	var kb int
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			fmt.Sscan(rest, &kb)
		}
	}
	return kb / 1024
}

// serveBinary builds the program and serves the sample articles from a store on disk.
func serveBinary(t *testing.T) binary {
	dir := t.TempDir()
	program := filepath.Join(dir, "dateline")
	if out, err := exec.Command("go", "build", "-o", program, "../..").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	c := exec.Command(program, "serve", "../../data", "--addr", addr, "--store", "pebble:"+filepath.Join(dir, "store"))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	})
	for range 300 {
		if resp, err := http.Get("http://" + addr + "/readyz"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return binary{"http://" + addr, c.Process.Pid}
			}
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatal("the server is not ready after a minute")
	return binary{}
}
