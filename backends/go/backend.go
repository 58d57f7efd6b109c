package main

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"os"
	"strings"
	"time"
)

// Backend answers the calls of the template.
type Backend struct {
	store     *Store
	wechat    *Wechat
	publicURL string
}

// Handler routes by path and method.
func (b *Backend) Handler() http.Handler {
	routes := map[string]map[string]handler{
		"/api/health":         {"GET": b.health},
		"/api/login":          {"POST": b.login},
		"/api/logout":         {"POST": b.logout},
		"/api/session":        {"GET": b.session},
		"/api/profile":        {"GET": b.profile, "PUT": b.changeProfile},
		"/api/profile/wechat": {"POST": b.wechatProfile},
		"/api/phone":          {"POST": b.phone},
		"/api/avatar":         {"POST": b.avatar},
		"/api/account":        {"DELETE": b.deleteAccount},
	}
	return serve(func(w http.ResponseWriter, r *http.Request) (any, error) {
		methods, found := routes[r.URL.Path]
		if name := strings.TrimPrefix(r.URL.Path, picturePath); name != r.URL.Path && r.Method == http.MethodGet {
			return b.picture(w, r, name)
		}
		if !found {
			return nil, refuse(http.StatusNotFound, "not_found", "There is nothing here.")
		}
		handle, found := methods[r.Method]
		if !found {
			for method := range methods {
				w.Header().Add("Allow", method)
			}
			return nil, refuse(http.StatusMethodNotAllowed, "method_not_allowed", "This address takes another method; see Allow.")
		}
		return handle(w, r)
	})
}

const picturePath = "/api/pictures/"

func (b *Backend) health(http.ResponseWriter, *http.Request) (any, error) {
	return map[string]string{"status": "ok"}, nil
}

func (b *Backend) login(w http.ResponseWriter, r *http.Request) (any, error) {
	body, err := readJSON(w, r)
	if err != nil {
		return nil, err
	}
	code, err := textIn(body, "code", 256)
	if err != nil {
		return nil, err
	}
	change, err := changeIn(body)
	if err != nil {
		return nil, err
	}
	identity, err := b.wechat.CodeToSession(r.Context(), code)
	if err != nil {
		return nil, err
	}
	token, user, err := b.store.SignIn(identity, change, tokenOf(r))
	if err != nil {
		return nil, err
	}
	return map[string]any{"token": token, "expiresIn": int(sessionLife.Seconds()), "user": shown(user)}, nil
}

func (b *Backend) logout(_ http.ResponseWriter, r *http.Request) (any, error) {
	token := tokenOf(r)
	if token == "" {
		return nil, tokenMissing
	}
	return nil, b.store.SignOut(token)
}

func (b *Backend) session(_ http.ResponseWriter, r *http.Request) (any, error) {
	user, ends, err := b.signedIn(r)
	if err != nil {
		return nil, err
	}
	return map[string]any{"user": shown(user), "expiresIn": math.Ceil(time.Until(ends).Seconds())}, nil
}

func (b *Backend) profile(_ http.ResponseWriter, r *http.Request) (any, error) {
	user, _, err := b.signedIn(r)
	if err != nil {
		return nil, err
	}
	return shown(user), nil
}

func (b *Backend) changeProfile(w http.ResponseWriter, r *http.Request) (any, error) {
	user, body, err := b.signedInWithBody(w, r)
	if err != nil {
		return nil, err
	}
	change, err := changeIn(body)
	if err != nil {
		return nil, err
	}
	return b.update(user.ID, func(user *User) { *user = user.with(change) })
}

func (b *Backend) wechatProfile(w http.ResponseWriter, r *http.Request) (any, error) {
	user, body, err := b.signedInWithBody(w, r)
	if err != nil {
		return nil, err
	}
	given := map[string]string{}
	for name, limit := range map[string]int{"rawData": 8192, "signature": 40, "encryptedData": 16384, "iv": 24} {
		if given[name], err = textIn(body, name, limit); err != nil {
			return nil, err
		}
	}
	var content struct {
		OpenID string `json:"openId"`
		Change
	}
	if err := openEncrypted(given["encryptedData"], given["iv"], user.SessionKey, b.wechat.app.ID, &content); err != nil {
		return nil, err
	}
	if !isSigned(given["rawData"], given["signature"], user.SessionKey) {
		return nil, refuse(http.StatusBadRequest, "signature_invalid", "rawData is not what WeChat signed.")
	}
	if content.OpenID != "" && content.OpenID != user.OpenID {
		return nil, refuse(http.StatusBadRequest, "encrypted_data_invalid", "Encrypted for another user.")
	}
	return b.update(user.ID, func(user *User) { *user = user.with(content.Change) })
}

func (b *Backend) phone(w http.ResponseWriter, r *http.Request) (any, error) {
	user, body, err := b.signedInWithBody(w, r)
	if err != nil {
		return nil, err
	}
	var number string
	if _, hasCode := body["code"]; hasCode {
		code, err := textIn(body, "code", 256)
		if err != nil {
			return nil, err
		}
		if number, err = b.wechat.PhoneNumber(r.Context(), code); err != nil {
			return nil, err
		}
	} else {
		data, err := textIn(body, "encryptedData", 16384)
		if err != nil {
			return nil, err
		}
		iv, err := textIn(body, "iv", 24)
		if err != nil {
			return nil, err
		}
		var content struct {
			Number string `json:"purePhoneNumber"`
		}
		if err := openEncrypted(data, iv, user.SessionKey, b.wechat.app.ID, &content); err != nil {
			return nil, err
		}
		if number = content.Number; number == "" {
			return nil, refuse(http.StatusBadRequest, "encrypted_data_invalid", "This holds no phone number.")
		}
	}
	answer, err := b.update(user.ID, func(user *User) { user.Phone = number })
	if err != nil {
		return nil, err
	}
	return map[string]any{"phoneNumber": answer["phoneNumber"]}, nil
}

func (b *Backend) avatar(w http.ResponseWriter, r *http.Request) (any, error) {
	user, _, err := b.signedIn(r) // checked before the upload is read
	if err != nil {
		return nil, err
	}
	picture, err := uploadedPicture(w, r)
	if err != nil {
		return nil, err
	}
	extension, known := pictureTypes[http.DetectContentType(picture)]
	if !known {
		return nil, refuse(http.StatusUnsupportedMediaType, "picture_unsupported", "The file is no PNG, JPEG, GIF or WebP picture.")
	}
	user, err = b.store.KeepPicture(user.ID, extension, picture, func(name string) string { return b.publicURL + picturePath + name })
	if err != nil {
		return nil, gone(err)
	}
	return map[string]string{"avatarUrl": user.AvatarURL}, nil
}

// pictureTypes are recognized by their first bytes.
var pictureTypes = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}

func (b *Backend) picture(w http.ResponseWriter, r *http.Request, name string) (any, error) {
	file, err := b.store.OpenPicture(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, refuse(http.StatusNotFound, "not_found", "There is no such picture.")
	} else if err != nil {
		return nil, err
	}
	defer file.Close()
	for kind, extension := range pictureTypes {
		if strings.HasSuffix(name, extension) {
			w.Header().Set("Content-Type", kind)
		}
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox") // user content: no scripts
	_, err = io.Copy(w, file)
	if err != nil {
		logLine(map[string]any{"level": "warn", "error": "a picture was not sent whole"})
	}
	return written, nil
}

func (b *Backend) deleteAccount(_ http.ResponseWriter, r *http.Request) (any, error) {
	user, _, err := b.signedIn(r)
	if err != nil {
		return nil, err
	}
	return nil, b.store.Delete(user.ID)
}

func (b *Backend) update(id string, change func(*User)) (map[string]any, error) {
	user, err := b.store.Update(id, change)
	if err != nil {
		return nil, gone(err)
	}
	return shown(user), nil
}

var (
	tokenMissing   = &Problem{http.StatusUnauthorized, "token_missing", "Send Authorization: Bearer and the session token."}
	sessionExpired = &Problem{http.StatusUnauthorized, "session_expired", "This session is over. Sign in again."}
)

func gone(err error) error {
	if errors.Is(err, errNoUser) {
		return sessionExpired
	}
	return err
}

func (b *Backend) signedIn(r *http.Request) (User, time.Time, error) {
	token := tokenOf(r)
	if token == "" {
		return User{}, time.Time{}, tokenMissing
	}
	user, ends, found := b.store.Find(token)
	if !found {
		return User{}, time.Time{}, sessionExpired
	}
	return user, ends, nil
}

// signedInWithBody is signedIn, then the JSON body: it is not read without a valid session.
func (b *Backend) signedInWithBody(w http.ResponseWriter, r *http.Request) (User, map[string]json.RawMessage, error) {
	user, _, err := b.signedIn(r)
	if err != nil {
		return user, nil, err
	}
	body, err := readJSON(w, r)
	return user, body, err
}

// shown is the user as the client sees it: no openid, no session_key, the number masked.
func shown(u User) map[string]any {
	return map[string]any{
		"id": u.ID, "nickName": u.NickName, "avatarUrl": u.AvatarURL, "gender": u.Gender,
		"city": u.City, "province": u.Province, "country": u.Country, "phoneNumber": masked(u.Phone),
	}
}

// masked shows 13800138000 as 138****8000.
func masked(number string) string {
	if len(number) < 8 {
		return strings.Repeat("*", len(number))
	}
	return number[:len(number)-8] + "****" + number[len(number)-4:]
}
