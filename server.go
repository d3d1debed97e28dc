// Command dateline reads news articles into a graph of who said and did what,
// with the exact words for every edge, and serves it over GraphQL.
package main

import (
	"os"

	"github.com/dateline-news/dateline/internal/command"
)

func main() { os.Exit(command.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
