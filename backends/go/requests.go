package main

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"unicode/utf8"
)

const (
	jsonLimit    = 64 << 10
	pictureLimit = 2 << 20
)

// readJSON reads the body's one JSON object. Fields that the caller does not know are ignored.
func readJSON(w http.ResponseWriter, r *http.Request) (map[string]json.RawMessage, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, "unsupported_media_type", "Send JSON, with Content-Type: application/json.")
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, jsonLimit))
	if err != nil {
		return nil, bodyError(err, "The body is over 64 KB.")
	}
	if !json.Valid(text) || !utf8.Valid(text) {
		return nil, refuse(http.StatusBadRequest, "invalid_json", "The body is no JSON.")
	}
	var body map[string]json.RawMessage
	if err := json.Unmarshal(text, &body); err != nil || body == nil {
		return nil, refuse(http.StatusBadRequest, "invalid_request", "The body must be an object.")
	}
	return body, nil
}

func bodyError(err error, tooLarge string) error {
	var limit *http.MaxBytesError
	if errors.As(err, &limit) {
		return refuse(http.StatusRequestEntityTooLarge, "body_too_large", "%s", tooLarge)
	}
	return refuse(http.StatusBadRequest, "invalid_request", "The body ended before its time.")
}

// textIn returns the text in a field, of 1 to limit characters.
func textIn(body map[string]json.RawMessage, name string, limit int) (string, error) {
	var text string
	if err := json.Unmarshal(body[name], &text); err != nil || text == "" || utf8.RuneCountInString(text) > limit {
		return "", refuse(http.StatusBadRequest, "invalid_request", "%s: must be a text of 1 to %d characters", name, limit)
	}
	return text, nil
}

// Change holds the fields of a profile that a request changes; nil leaves a field unchanged.
type Change struct {
	NickName  *string `json:"nickName,omitempty"`
	AvatarURL *string `json:"avatarUrl,omitempty"`
	Gender    *int    `json:"gender,omitempty"`
	City      *string `json:"city,omitempty"`
	Province  *string `json:"province,omitempty"`
	Country   *string `json:"country,omitempty"`
}

var webAddress = regexp.MustCompile(`^(https?://\S+)?$`)

func changeIn(body map[string]json.RawMessage) (Change, error) {
	var change Change
	for name, field := range map[string]any{
		"nickName": &change.NickName, "avatarUrl": &change.AvatarURL, "gender": &change.Gender,
		"city": &change.City, "province": &change.Province, "country": &change.Country,
	} {
		value, found := body[name]
		if found && (string(value) == "null" || json.Unmarshal(value, field) != nil) {
			return change, refuse(http.StatusBadRequest, "invalid_request", "%s: is of the wrong type", name)
		}
	}
	for name, text := range map[string]*string{
		"nickName": change.NickName, "city": change.City, "province": change.Province, "country": change.Country,
	} {
		if text != nil && utf8.RuneCountInString(*text) > 64 {
			return change, refuse(http.StatusBadRequest, "invalid_request", "%s: must have at most 64 characters", name)
		}
	}
	if url := change.AvatarURL; url != nil && (len(*url) > 1024 || !webAddress.MatchString(*url)) {
		return change, refuse(http.StatusBadRequest, "invalid_request", "avatarUrl: must be an http(s) address, or empty")
	}
	if gender := change.Gender; gender != nil && (*gender < 0 || *gender > 2) {
		return change, refuse(http.StatusBadRequest, "invalid_request", "gender: must be 0, 1 or 2")
	}
	return change, nil
}

var bearer = regexp.MustCompile(`^(?i:Bearer) ([\w-]{1,512})$`)

// tokenOf returns the session token of a request, or "".
func tokenOf(r *http.Request) string {
	if match := bearer.FindStringSubmatch(r.Header.Get("Authorization")); match != nil {
		return match[1]
	}
	return ""
}

// uploadedPicture reads the multipart field "file", as wx.uploadFile sends it. The name it claims
// and the type it claims are not looked at.
func uploadedPicture(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		return nil, refuse(http.StatusUnsupportedMediaType, "unsupported_media_type", "Send the picture as multipart/form-data.")
	}
	r.Body = http.MaxBytesReader(w, r.Body, pictureLimit+jsonLimit)
	file, _, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) {
		return nil, refuse(http.StatusBadRequest, "invalid_request", "file: is missing; send the picture in this field")
	} else if err != nil {
		return nil, bodyError(err, "The picture is over 2 MB.")
	}
	defer file.Close()
	bytes, err := io.ReadAll(io.LimitReader(file, pictureLimit+1))
	if err != nil {
		return nil, err
	}
	if len(bytes) > pictureLimit {
		return nil, refuse(http.StatusRequestEntityTooLarge, "body_too_large", "The picture is over 2 MB.")
	}
	return bytes, nil
}
