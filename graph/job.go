package graph

import "time"

// JobStatus is the state of an ingest job.
type JobStatus string

// The states of a job; it ends in JobDone or JobFailed.
const (
	JobQueued  JobStatus = "QUEUED"
	JobRunning JobStatus = "RUNNING"
	JobDone    JobStatus = "DONE"   // each document is in, was in before, or is listed in Errors
	JobFailed  JobStatus = "FAILED" // nothing could be taken in
)

// Ended tells that the job will not change any more.
func (s JobStatus) Ended() bool { return s == JobDone || s == JobFailed }

// Job is the progress of one ingest. Added + Unchanged + Failed = Documents once it has ended.
type Job struct {
	ID         string
	Status     JobStatus
	Documents  int // handed in
	Added      int
	Unchanged  int // were in already
	Failed     int
	Statements int // of the documents added
	Started    time.Time
	Ended      time.Time // zero while it runs
	Errors     []JobError
}

// JobError says why one document of a job is not in.
type JobError struct {
	Document int    // its place among those handed in, from 0
	SourceID string // "" if it has none
	Kind     Kind
	Message  string
}
