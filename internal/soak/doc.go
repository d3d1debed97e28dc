// Package soak drives a store hard, by its tests alone: an ingest that is killed
// again and again, several processes on one database, a graph of a million
// statements that is loaded and asked, and a server under load. Its tests are short unless told otherwise:
//
//	DATELINE_KILLS=100 go test -run Kills -timeout 3h -v ./internal/soak
//	DATELINE_SCALE=1000000 go test -run Scale -timeout 3h -v ./internal/soak
//	DATELINE_LOAD=10m go test -run Load -timeout 1h -v ./internal/soak
//
// With DATELINE_POSTGRES=postgres://… they run on that server as well; .ci/postgres
// starts one for as long as a command takes.
package soak
