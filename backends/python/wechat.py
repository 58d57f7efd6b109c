"""Calls to WeChat, and data that WeChat encrypted."""

import base64
import hashlib
import hmac
import json
import threading
import time
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from server import Problem

TIMEOUT_SECONDS, ANSWER_LIMIT, FRESH_SECONDS = 5, 1 << 20, 300

CODE2SESSION, PHONE = "/sns/jscode2session", "/wxa/business/getuserphonenumber"
PROBLEMS = {
    (CODE2SESSION, 40029): (401, "code_invalid"),
    (CODE2SESSION, 40163): (401, "code_used"),
    (CODE2SESSION, 40226): (403, "user_blocked"),
    (PHONE, 40029): (400, "phone_code_invalid"),
    (PHONE, 40163): (400, "phone_code_invalid"),
    45011: (429, "wechat_rate_limited"),
    -1: (503, "wechat_busy"),
}
TOKEN_REFUSALS = {40001, 40014, 41001, 42001}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the secret along."""

    def redirect_request(self, *_: object) -> None:
        return None


class Refusal(Exception):
    """An errcode of WeChat, which comes with HTTP status 200."""

    def __init__(self, path: str, errcode: int):
        super().__init__(f"{path}: {errcode}")
        self.path, self.errcode = path, errcode

    def problem(self) -> Problem:
        known = PROBLEMS.get((self.path, self.errcode)) or PROBLEMS.get(self.errcode)
        status, code = known or (502, "wechat_misconfigured")
        return Problem(status, code, f"WeChat refuses: {self.errcode}")


class Wechat:
    """WeChat's servers, called through HTTPS_PROXY and with SSL_CERT_FILE if those are set."""

    def __init__(self, base: str, appid: str, secret: str):
        self.base, self.appid, self._secret = base, appid, secret
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._lock = (
            threading.Lock()
        )  # held while a token is fetched: one request, however many wait
        self._token, self._token_ends = "", 0.0

    def code_to_session(self, code: str) -> dict:
        """Exchanges a code of wx.login. A code is good for one exchange, so there is no second try.

        https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
        """
        query = {
            "appid": self.appid,
            "secret": self._secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        try:
            answer = self._ask(CODE2SESSION, query)
        except Refusal as refusal:
            raise refusal.problem() from None
        if not (answer.get("openid") and answer.get("session_key")):
            raise unreachable()
        return answer

    def phone_number(self, code: str) -> str:
        """Exchanges a code of the event getphonenumber.

        https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
        """
        try:
            token = self._access_token()
            try:
                answer = self._ask(PHONE, {"access_token": token}, {"code": code})
            except Refusal as refusal:
                if refusal.errcode not in TOKEN_REFUSALS:
                    raise
                answer = self._ask(
                    PHONE, {"access_token": self._access_token(token)}, {"code": code}
                )
        except Refusal as refusal:
            raise refusal.problem() from None
        try:
            return answer["phone_info"]["purePhoneNumber"]
        except (KeyError, TypeError):
            raise unreachable() from None

    def _access_token(self, refused: str = "") -> str:
        """The access_token, fetched anew when it nears its end or is the one that WeChat refused.

        https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
        """
        with self._lock:
            if self._token_ends - 60 > time.time() and self._token != refused:
                return self._token
            body = {"grant_type": "client_credential", "appid": self.appid, "secret": self._secret}
            is_refused = bool(refused) and self._token == refused
            answer = self._ask("/cgi-bin/stable_token", {}, {**body, "force_refresh": is_refused})
            if not (answer.get("access_token") and answer.get("expires_in")):
                raise unreachable()
            self._token, self._token_ends = (
                answer["access_token"],
                time.time() + answer["expires_in"],
            )
            return self._token

    def _ask(self, path: str, query: dict, body: dict | None = None) -> dict:
        url = f"{self.base}{path}?{urllib.parse.urlencode(query)}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                answer = json.loads(
                    response.read(ANSWER_LIMIT)
                )  # /sns calls it text/plain; it is JSON
        except (OSError, ValueError):  # its text may hold the address, and with it the secret
            raise unreachable() from None
        if not isinstance(answer, dict):
            raise unreachable()
        if answer.get("errcode"):
            raise Refusal(path, answer["errcode"])
        return answer


def unreachable() -> Problem:
    return Problem(502, "wechat_unreachable", "WeChat gave no sensible answer.")


def is_signed(raw_data: str, signature: str, session_key: str) -> bool:
    """Compares sha1(rawData + session_key) in constant time."""
    expected = hashlib.sha1((raw_data + session_key).encode()).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.lower().encode())


def open_encrypted(encrypted_data: str, iv: str, session_key: str, appid: str) -> dict:
    """Opens what WeChat encrypted (AES-128-CBC, PKCS#7), if it is of this app and not old.

    https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
    """
    try:
        key, vector, data = (
            base64.b64decode(part, validate=True) for part in (session_key, iv, encrypted_data)
        )
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        unpadder = padding.PKCS7(128).unpadder()
        plain = unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()
        content = json.loads(plain)
        watermark = content["watermark"]
        of_app, age = watermark["appid"], abs(time.time() - watermark["timestamp"])
    except (ValueError, KeyError, TypeError, RecursionError):
        # A wrong key: the padding is wrong, or rarely the result is random bytes.
        raise Problem(
            409, "wechat_session_stale", "Sign in again, and let WeChat encrypt again."
        ) from None
    if of_app != appid:
        raise Problem(400, "encrypted_data_invalid", "Encrypted for another mini-program.")
    if age > FRESH_SECONDS:
        raise Problem(400, "encrypted_data_expired", "Older than five minutes.")
    return content
