"""What a backend asks WeChat, and how it opens what WeChat encrypted."""

import base64
import json
import os
import time
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from server import Problem

WECHAT = os.environ.get("WECHAT", "https://api.weixin.qq.com")
APPID = os.environ.get("WECHAT_APPID", "wx5ec7e70000000001")
SECRET = os.environ.get("WECHAT_SECRET", "5ec7e75ec7e75ec7e75ec7e75ec7e75e")

def ask_wechat(path, query=None, body=None):
    """One call. Errors come as HTTP 200 with an errcode."""
    url = f"{WECHAT}{path}?{urllib.parse.urlencode(query or {})}"
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data), timeout=5) as response:
            answer = json.load(response)  # /sns calls it text/plain; it is JSON
    except (OSError, ValueError) as error:  # its text may hold the URL, and with it the secret
        raise Problem(502, "wechat_unreachable", "WeChat gave no answer.") from error
    errcode = answer.get("errcode", 0)
    if errcode:
        status, code = REFUSALS.get((path, errcode)) or REFUSALS.get(errcode, (502, "wechat_misconfigured"))
        raise Problem(status, code, f"WeChat refuses: {errcode}")
    return answer


CODE2SESSION, PHONE = "/sns/jscode2session", "/wxa/business/getuserphonenumber"
REFUSALS = {
    (CODE2SESSION, 40029): (401, "code_invalid"),
    (CODE2SESSION, 40163): (401, "code_used"),
    (CODE2SESSION, 40226): (403, "user_blocked"),
    (PHONE, 40029): (400, "phone_code_invalid"),
    (PHONE, 40163): (400, "phone_code_invalid"),
    45011: (429, "wechat_rate_limited"),
    -1: (503, "wechat_busy"),
}


def code2session(code):
    app = {"appid": APPID, "secret": SECRET}
    return ask_wechat(CODE2SESSION, {**app, "js_code": code, "grant_type": "authorization_code"})


def phone_number(code):
    app = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}
    token = ask_wechat("/cgi-bin/stable_token", body=app)["access_token"]  # the same while it lives
    return ask_wechat(PHONE, {"access_token": token}, {"code": code})["phone_info"]


def decrypt(session, encrypted_data, iv):
    """What WeChat encrypted for this user, if it is this user's, this app's and not old."""
    try:
        key, vector, data = (base64.b64decode(part) for part in (session["session_key"], iv, encrypted_data))
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        unpadder = padding.PKCS7(128).unpadder()
        plain = unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()
        content = json.loads(plain)
    except ValueError as error:  # encrypted with another key: WeChat's session has changed
        raise Problem(409, "wechat_session_stale", "Sign in again, and let WeChat encrypt again.") from error
    if content["watermark"]["appid"] != APPID or content.get("openId", session["openid"]) != session["openid"]:
        raise Problem(400, "encrypted_data_invalid", "Encrypted for another app or user.")
    if abs(time.time() - content["watermark"]["timestamp"]) > 300:
        raise Problem(400, "encrypted_data_expired", "Older than five minutes.")
    return content
