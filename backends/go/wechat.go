package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// App is the mini-program that this backend serves.
type App struct{ ID, Secret string }

// Wechat calls WeChat's servers.
type Wechat struct {
	base   string
	app    App
	client *http.Client

	mutex       sync.Mutex // held while a token is fetched: one request, however many wait for it
	accessToken string
	expires     time.Time
}

// NewWechat uses the system's proxy and certificates (HTTPS_PROXY, SSL_CERT_FILE). Redirects are not
// followed: they would carry the secret along.
func NewWechat(base string, app App) *Wechat {
	return &Wechat{base: base, app: app, client: &http.Client{
		Timeout:       5 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Refusal is an errcode of WeChat, which comes with HTTP status 200.
type Refusal int

func (r Refusal) Error() string { return "WeChat refuses" }

const busy Refusal = -1

var (
	codeProblems = map[Refusal]*Problem{
		40029: {http.StatusUnauthorized, "code_invalid", "WeChat does not know this code. Call wx.login again."},
		40163: {http.StatusUnauthorized, "code_used", "This code was used. Call wx.login again."},
		40226: {http.StatusForbidden, "user_blocked", "WeChat's risk control refuses this user."},
	}
	phoneProblems = map[Refusal]*Problem{
		40029: {http.StatusBadRequest, "phone_code_invalid", "The phone code is unknown, used, over, or a login code."},
		40163: {http.StatusBadRequest, "phone_code_invalid", "The phone code was used."},
	}
	commonProblems = map[Refusal]*Problem{
		45011: {http.StatusTooManyRequests, "wechat_rate_limited", "WeChat had too many calls this minute."},
		busy:  {http.StatusServiceUnavailable, "wechat_busy", "WeChat is busy. Try again in a moment."},
	}
	tokenRefusals = map[Refusal]bool{40001: true, 40014: true, 41001: true, 42001: true}
)

// problemOf maps an error of WeChat to the client's error.
func problemOf(err error, special map[Refusal]*Problem) error {
	var refusal Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	for _, problems := range []map[Refusal]*Problem{special, commonProblems} {
		if problem, found := problems[refusal]; found {
			return problem
		}
	}
	return refuse(http.StatusBadGateway, "wechat_misconfigured", "WeChat refuses this server (errcode %d). Check its appid and secret.", int(refusal))
}

// ask makes one call. The error never holds the address, which holds the secret and the code.
func (w *Wechat) ask(ctx context.Context, method, path string, query url.Values, body, answer any) error {
	unreachable := refuse(http.StatusBadGateway, "wechat_unreachable", "WeChat gave no sensible answer.")
	var payload io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		payload = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, w.base+path+"?"+query.Encode(), payload)
	if err != nil {
		return unreachable
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := w.client.Do(request)
	if err != nil {
		return unreachable
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return unreachable
	}
	var status struct {
		ErrCode int `json:"errcode"`
	}
	// The body of /sns is called text/plain; it is JSON all the same.
	if json.Unmarshal(text, &status) != nil || json.Unmarshal(text, answer) != nil {
		return unreachable
	}
	if status.ErrCode != 0 {
		return Refusal(status.ErrCode)
	}
	return nil
}

// Identity is WeChat's answer about the user who called wx.login. It never leaves this server.
type Identity struct {
	OpenID     string `json:"openid"`
	UnionID    string `json:"unionid"`
	SessionKey string `json:"session_key"`
}

// CodeToSession exchanges a code of wx.login. A code is good for one exchange, so there is no
// second try.
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
func (w *Wechat) CodeToSession(ctx context.Context, code string) (Identity, error) {
	var identity Identity
	query := url.Values{
		"appid": {w.app.ID}, "secret": {w.app.Secret}, "js_code": {code}, "grant_type": {"authorization_code"},
	}
	err := w.ask(ctx, http.MethodGet, "/sns/jscode2session", query, nil, &identity)
	if err == nil && (identity.OpenID == "" || identity.SessionKey == "") {
		err = refuse(http.StatusBadGateway, "wechat_unreachable", "WeChat gave no sensible answer.")
	}
	return identity, problemOf(err, codeProblems)
}

// PhoneNumber exchanges a code of the event getphonenumber.
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
func (w *Wechat) PhoneNumber(ctx context.Context, code string) (string, error) {
	var answer struct {
		Info struct {
			Number string `json:"purePhoneNumber"`
		} `json:"phone_info"`
	}
	call := func(token string) error {
		query := url.Values{"access_token": {token}}
		return w.ask(ctx, http.MethodPost, "/wxa/business/getuserphonenumber", query, map[string]string{"code": code}, &answer)
	}
	token, err := w.token(ctx, "")
	if err == nil {
		err = call(token)
		var refusal Refusal
		if errors.As(err, &refusal) && tokenRefusals[refusal] {
			if token, err = w.token(ctx, token); err == nil {
				err = call(token)
			}
		}
	}
	if err == nil && answer.Info.Number == "" {
		err = refuse(http.StatusBadGateway, "wechat_unreachable", "WeChat gave no sensible answer.")
	}
	return answer.Info.Number, problemOf(err, phoneProblems)
}

// token returns the access_token, fetched anew when it nears its end or is the one WeChat refused.
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
func (w *Wechat) token(ctx context.Context, refused string) (string, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.accessToken != "" && w.accessToken != refused && time.Until(w.expires) > time.Minute {
		return w.accessToken, nil
	}
	var answer struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int    `json:"expires_in"`
	}
	request := map[string]any{
		"grant_type": "client_credential", "appid": w.app.ID, "secret": w.app.Secret,
		"force_refresh": refused != "" && w.accessToken == refused,
	}
	if err := w.ask(ctx, http.MethodPost, "/cgi-bin/stable_token", nil, request, &answer); err != nil {
		return "", err
	}
	w.accessToken = answer.AccessToken
	w.expires = time.Now().Add(time.Duration(answer.ExpiresIn) * time.Second)
	return w.accessToken, nil
}
