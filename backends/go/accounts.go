package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

const sessionLife = 7 * 24 * time.Hour

// anonymous is WeChat's name for users who have not chosen one.
const anonymous = "微信用户"

// SignIn finds or makes the user behind an openid and opens a session. The session that the phone had
// before ends if it was another user's.
func (s *Store) SignIn(identity Identity, change Change, formerToken string) (string, User, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	user, known := s.users[s.byOpenID[identity.OpenID]]
	if !known {
		user = User{ID: randomHex(12), OpenID: identity.OpenID}
	}
	user.UnionID, user.SessionKey = identity.UnionID, identity.SessionKey
	user = user.with(change)
	token := newToken()
	entries := []entry{
		{User: &user},
		{Hash: hashOf(token), Session: &Session{user.ID, time.Now().Add(sessionLife)}},
	}
	former := hashOf(formerToken)
	if session, found := s.sessions[former]; found && session.UserID != user.ID {
		entries = append(entries, entry{Hash: former})
	}
	return token, user, s.write(entries...)
}

// Find returns whose session this is, and when it ends.
func (s *Store) Find(token string) (User, time.Time, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	session, found := s.sessions[hashOf(token)]
	if !found || !time.Now().Before(session.Ends) {
		return User{}, time.Time{}, false
	}
	return s.users[session.UserID], session.Ends, true
}

// SignOut ends a session; one that is over or unknown is ended already.
func (s *Store) SignOut(token string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, found := s.sessions[hashOf(token)]; !found {
		return nil
	}
	return s.write(entry{Hash: hashOf(token)})
}

var errNoUser = errors.New("the account was deleted meanwhile")

// Update changes a user, unless the account has been deleted.
func (s *Store) Update(id string, change func(*User)) (User, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	user, found := s.users[id]
	if !found {
		return user, errNoUser
	}
	change(&user)
	return user, s.write(entry{User: &user})
}

// Delete removes a user with sessions and picture.
func (s *Store) Delete(id string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	picture := s.users[id].Picture
	if err := s.write(entry{DeletedUser: id}); err != nil {
		return err
	}
	return s.removePicture(picture)
}

// KeepPicture stores a picture in place of the user's former one.
func (s *Store) KeepPicture(id, extension string, picture []byte, address func(name string) string) (User, error) {
	name := randomHex(16) + extension
	if err := os.WriteFile(filepath.Join(s.pictures(), name), picture, 0o600); err != nil {
		return User{}, err
	}
	former := ""
	user, err := s.Update(id, func(user *User) {
		former = user.Picture
		user.Picture, user.AvatarURL = name, address(name)
	})
	if err != nil {
		_ = s.removePicture(name)
		return user, err
	}
	return user, s.removePicture(former)
}

var pictureName = regexp.MustCompile(`^[0-9a-f]{32}\.(png|jpg|gif|webp)$`)

// OpenPicture opens a picture by its name.
func (s *Store) OpenPicture(name string) (*os.File, error) {
	if !pictureName.MatchString(name) {
		return nil, os.ErrNotExist
	}
	return os.Open(filepath.Join(s.pictures(), name))
}

func (s *Store) removePicture(name string) error {
	if name == "" {
		return nil
	}
	err := os.Remove(filepath.Join(s.pictures(), name))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// with returns the user with the given fields changed; WeChat's anonymous name never replaces a
// chosen one.
func (u User) with(c Change) User {
	if c.NickName != nil && *c.NickName == anonymous && u.NickName != "" {
		return u
	}
	set(&u.NickName, c.NickName)
	set(&u.AvatarURL, c.AvatarURL)
	set(&u.City, c.City)
	set(&u.Province, c.Province)
	set(&u.Country, c.Country)
	if c.Gender != nil {
		u.Gender = *c.Gender
	}
	return u
}

func set(field, value *string) {
	if value != nil {
		*field = *value
	}
}
