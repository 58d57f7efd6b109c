package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

const freshFor = 5 * time.Minute

var staleKey = &Problem{http.StatusConflict, "wechat_session_stale", "Sign in again, and let WeChat encrypt again."}

// isSigned reports whether signature is sha1(rawData + session_key), compared in constant time.
func isSigned(rawData, signature, sessionKey string) bool {
	sum := sha1.Sum([]byte(rawData + sessionKey))
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(strings.ToLower(signature))) == 1
}

// openEncrypted decrypts what WeChat encrypted for this user (AES-128-CBC, PKCS#7) into content, and
// checks that it is of this app and not old.
// https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
func openEncrypted(data, iv, sessionKey, appID string, content any) error {
	plain, ok := decrypt(data, iv, sessionKey)
	var envelope struct {
		Watermark struct {
			AppID     string `json:"appid"`
			Timestamp int64  `json:"timestamp"`
		} `json:"watermark"`
	}
	// A wrong key nearly always breaks the padding; rarely it gives random bytes instead.
	if !ok || json.Unmarshal(plain, &envelope) != nil || json.Unmarshal(plain, content) != nil {
		return staleKey
	}
	if envelope.Watermark.AppID != appID {
		return refuse(http.StatusBadRequest, "encrypted_data_invalid", "Encrypted for another mini-program.")
	}
	if age := time.Since(time.Unix(envelope.Watermark.Timestamp, 0)); age > freshFor || age < -freshFor {
		return refuse(http.StatusBadRequest, "encrypted_data_expired", "Older than five minutes.")
	}
	return nil
}

func decrypt(data, iv, sessionKey string) ([]byte, bool) {
	key, keyErr := base64.StdEncoding.DecodeString(sessionKey)
	vector, ivErr := base64.StdEncoding.DecodeString(iv)
	text, dataErr := base64.StdEncoding.DecodeString(data)
	if keyErr != nil || ivErr != nil || dataErr != nil {
		return nil, false
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(vector) != block.BlockSize() || len(text) == 0 || len(text)%block.BlockSize() != 0 {
		return nil, false
	}
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(text, text)
	padding := int(text[len(text)-1])
	if padding == 0 || padding > block.BlockSize() {
		return nil, false
	}
	for _, b := range text[len(text)-padding:] {
		if int(b) != padding {
			return nil, false
		}
	}
	return text[:len(text)-padding], true
}
