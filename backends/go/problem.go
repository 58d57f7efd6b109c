package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"time"
)

// Problem is a refusal, answered as {"error": {"code", "message", "requestId"}}. The template
// branches on Code; Message is for developers.
type Problem struct {
	Status  int
	Code    string
	Message string
}

func (p *Problem) Error() string { return p.Code + ": " + p.Message }

func refuse(status int, code, format string, values ...any) error {
	return &Problem{status, code, fmt.Sprintf(format, values...)}
}

// handler answers with a value that is sent as JSON, or nil for 204 No Content.
type handler func(w http.ResponseWriter, r *http.Request) (any, error)

// serve turns what a handler returns into an answer, and logs one line for each request: method,
// path, status and time, and never a header, a query or a body, which hold tokens and codes.
func serve(handle handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		start, id := time.Now(), randomHex(8)
		w.Header().Set("X-Request-Id", id)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		status := 0
		defer func() {
			if fault := recover(); fault != nil {
				logLine(map[string]any{"level": "error", "request": id, "error": fmt.Sprint(fault), "stack": string(debug.Stack())})
				status = writeProblem(w, id, internal)
			}
			logLine(map[string]any{"request": id, "method": r.Method, "path": r.URL.Path, "status": status, "ms": time.Since(start).Milliseconds()})
		}()
		answer, err := handle(w, r)
		switch {
		case err != nil:
			status = writeError(w, id, err)
		case answer == nil:
			status = http.StatusNoContent
			w.WriteHeader(status)
		case answer == written:
			status = http.StatusOK
		default:
			status = http.StatusOK
			writeJSON(w, status, answer)
		}
	}
}

// written means that the handler has already sent its answer.
var written = new(struct{ _ byte })

var internal = &Problem{http.StatusInternalServerError, "internal", "The log says why."}

func writeError(w http.ResponseWriter, id string, err error) int {
	var problem *Problem
	if !errors.As(err, &problem) {
		logLine(map[string]any{"level": "error", "request": id, "error": err.Error()})
		problem = internal
	}
	return writeProblem(w, id, problem)
}

func writeProblem(w http.ResponseWriter, id string, p *Problem) int {
	switch p.Status {
	case http.StatusTooManyRequests:
		w.Header().Set("Retry-After", "60")
	case http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "1")
	case http.StatusRequestEntityTooLarge:
		w.Header().Set("Connection", "close") // the rest of the body is not read
	}
	writeJSON(w, p.Status, map[string]any{
		"error": map[string]string{"code": p.Code, "message": p.Message, "requestId": id},
	})
	return p.Status
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // an error means that the client has gone
}

func logLine(fields map[string]any) {
	fields["time"] = time.Now().UTC().Format(time.RFC3339)
	line, err := json.Marshal(fields)
	if err == nil {
		log.Print(string(line))
	}
}

func randomBytes(count int) []byte {
	bytes := make([]byte, count)
	if _, err := rand.Read(bytes); err != nil {
		panic(err) // without random numbers there are no safe tokens
	}
	return bytes
}

func randomHex(count int) string { return hex.EncodeToString(randomBytes(count)) }

// newToken returns 256 random bits, as a text that fits into a header.
func newToken() string { return base64.RawURLEncoding.EncodeToString(randomBytes(32)) }
