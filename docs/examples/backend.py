"""A backend in Python that signs mini-program users in: the standard library and `cryptography`.

Against the fake WeChat:   WECHAT=http://127.0.0.1:3900/api.weixin.qq.com python3 backend.py CODE
Against the real one:      leave WECHAT out, and set WECHAT_APPID and WECHAT_SECRET.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

WECHAT = os.environ.get("WECHAT", "https://api.weixin.qq.com")
APPID = os.environ.get("WECHAT_APPID", "wx5ec7e70000000001")
SECRET = os.environ.get("WECHAT_SECRET", "5ec7e75ec7e75ec7e75ec7e75ec7e75e")


def ask(path, query=None, body=None):
    """One call of WeChat's server API. Errors come as HTTP 200 with an errcode."""
    url = f"{WECHAT}{path}?{urllib.parse.urlencode(query or {})}"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=5) as response:
        answer = json.load(response)  # /sns calls it text/plain; it is JSON
    if answer.get("errcode"):
        raise RuntimeError(f"WeChat refuses: {answer['errcode']} {answer['errmsg']}")
    return answer


def code2session(code):
    grant = "authorization_code"
    return ask(
        "/sns/jscode2session",
        {"appid": APPID, "secret": SECRET, "js_code": code, "grant_type": grant},
    )


def access_token():
    grant = "client_credential"
    body = {"grant_type": grant, "appid": APPID, "secret": SECRET}
    return ask("/cgi-bin/stable_token", body=body)["access_token"]


def phone_number(phone_code):
    query = {"access_token": access_token()}
    return ask("/wxa/business/getuserphonenumber", query, {"code": phone_code})["phone_info"]


def is_signed(raw_data, signature, session_key):
    expected = hashlib.sha1((raw_data + session_key).encode()).hexdigest()
    return hmac.compare_digest(expected, signature)


def decrypt(encrypted_data, iv, session_key):
    key, vector, data = (base64.b64decode(part) for part in (session_key, iv, encrypted_data))
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    plain = unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()
    content = json.loads(plain)
    if content["watermark"]["appid"] != APPID:
        raise ValueError("encrypted for another mini-program")
    return content


if __name__ == "__main__":
    session = code2session(sys.argv[1])
    print("signed in:", session["openid"])
    if len(sys.argv) > 2:  # what wx.getUserInfo gave, as JSON
        info = json.loads(sys.argv[2])
        print("signature:", is_signed(info["rawData"], info["signature"], session["session_key"]))
        print("name:", decrypt(info["encryptedData"], info["iv"], session["session_key"])["nickName"])
    if len(sys.argv) > 3:
        print("phone:", phone_number(sys.argv[3])["purePhoneNumber"])
