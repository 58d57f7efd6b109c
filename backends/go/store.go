package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// User is a person who has signed in. OpenID and SessionKey never leave this server.
type User struct {
	ID         string `json:"id"`
	OpenID     string `json:"openid"`
	UnionID    string `json:"unionid,omitempty"`
	SessionKey string `json:"sessionKey"`
	Phone      string `json:"phone,omitempty"`
	Picture    string `json:"picture,omitempty"` // the file's name in the folder of pictures
	NickName   string `json:"nickName,omitempty"`
	AvatarURL  string `json:"avatarUrl,omitempty"`
	Gender     int    `json:"gender,omitempty"`
	City       string `json:"city,omitempty"`
	Province   string `json:"province,omitempty"`
	Country    string `json:"country,omitempty"`
}

// Session is kept under the hash of its token, so that reading the journal does not allow signing
// in.
type Session struct {
	UserID string    `json:"user"`
	Ends   time.Time `json:"ends"`
}

// entry is one line of the journal: what changed.
type entry struct {
	User        *User    `json:"user,omitempty"`
	DeletedUser string   `json:"deletedUser,omitempty"`
	Hash        string   `json:"hash,omitempty"`
	Session     *Session `json:"session,omitempty"` // absent with Hash: the session ended
}

// Store keeps users and sessions in memory, and every change in a journal that is on disk before a
// request is answered. One process may use a folder at a time. Where you outgrow it, put database/sql
// behind the same methods.
type Store struct {
	mutex    sync.Mutex
	folder   string
	journal  *os.File
	users    map[string]User
	byOpenID map[string]string
	sessions map[string]Session
}

// OpenStore reads the journal, and writes it anew without what is over.
func OpenStore(folder string) (*Store, error) {
	s := &Store{folder: folder, users: map[string]User{}, byOpenID: map[string]string{}, sessions: map[string]Session{}}
	if err := os.MkdirAll(s.pictures(), 0o700); err != nil {
		return nil, err
	}
	if err := s.read(); err != nil {
		return nil, err
	}
	return s, s.compact()
}

func (s *Store) path() string     { return filepath.Join(s.folder, "journal.jsonl") }
func (s *Store) pictures() string { return filepath.Join(s.folder, "pictures") }

func (s *Store) read() error {
	file, err := os.Open(s.path())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer file.Close()
	reader := bufio.NewReader(file)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil // a last line without its end was never acknowledged
		} else if err != nil {
			return err
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("%s: line %d can't be read: %w", s.path(), number, err)
		}
		s.apply(e)
	}
}

func (s *Store) compact() error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	for _, user := range s.users {
		user := user
		if err := encoder.Encode(entry{User: &user}); err != nil {
			return err
		}
	}
	for hash, session := range s.sessions {
		session := session
		if time.Now().Before(session.Ends) {
			if err := encoder.Encode(entry{Hash: hash, Session: &session}); err != nil {
				return err
			}
		}
	}
	fresh := s.path() + ".new"
	file, err := os.OpenFile(fresh, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text.Bytes())
	if err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(fresh, s.path())
	}
	if err == nil {
		s.journal, err = os.OpenFile(s.path(), os.O_APPEND|os.O_WRONLY, 0o600)
	}
	return err
}

// Close ends the use of the journal.
func (s *Store) Close() error { return s.journal.Close() }

// write puts changes on disk, all or none of them, and then makes them true.
func (s *Store) write(entries ...entry) error {
	var text bytes.Buffer
	for _, e := range entries {
		if err := json.NewEncoder(&text).Encode(e); err != nil {
			return err
		}
	}
	start, err := s.journal.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err = s.journal.Write(text.Bytes()); err == nil {
		err = s.journal.Sync()
	}
	if err != nil {
		if cut := s.journal.Truncate(start); cut != nil { // removes half a line before the next one
			return fmt.Errorf("%v; and the journal could not be cut back: %w", err, cut)
		}
		return err
	}
	for _, e := range entries {
		s.apply(e)
	}
	return nil
}

func (s *Store) apply(e entry) {
	switch {
	case e.User != nil:
		s.users[e.User.ID] = *e.User
		s.byOpenID[e.User.OpenID] = e.User.ID
	case e.DeletedUser != "":
		delete(s.byOpenID, s.users[e.DeletedUser].OpenID)
		delete(s.users, e.DeletedUser)
		for hash, session := range s.sessions {
			if session.UserID == e.DeletedUser {
				delete(s.sessions, hash)
			}
		}
	case e.Session != nil:
		s.sessions[e.Hash] = *e.Session
	default:
		delete(s.sessions, e.Hash)
	}
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
