"""A backend in Python for the template: the standard library, and `cryptography` for AES.

Environment:
    WECHAT_APPID, WECHAT_SECRET  of the mini-program
    WECHAT      base URL of WeChat (https://api.weixin.qq.com)
    HOST, PORT  where it listens (127.0.0.1, 8000)
    PUBLIC_URL  the address that phones see, for pictures (http://HOST:PORT)
    DATA        its SQLite file (backend.sqlite)
"""

import email
import email.policy
import math
import os
import re
import time

from server import JSON_LIMIT, PICTURE_LIMIT, Problem, Request, serve, text_in
from store import SESSION_SECONDS, Gone, Store, shown
from wechat import Wechat, is_signed, open_encrypted

HOST, PORT = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://{HOST}:{PORT}").rstrip("/")
PICTURES = "/api/pictures/"

store = Store(os.environ.get("DATA", "backend.sqlite"))
wechat = Wechat(
    os.environ.get("WECHAT", "https://api.weixin.qq.com"),
    os.environ.get("WECHAT_APPID", "wx5ec7e70000000001"),
    os.environ.get("WECHAT_SECRET", "5ec7e75ec7e75ec7e75ec7e75ec7e75e"),
)


def login(request: Request) -> dict:
    body = request.json()
    code, change = text_in(body, "code", 256), profile_in(body)
    token, user = store.sign_in(wechat.code_to_session(code), change, request.token)
    return {"token": token, "expiresIn": SESSION_SECONDS, "user": user}


def logout(request: Request) -> None:
    store.sign_out(require_token(request))


def read_session(request: Request) -> dict:
    row, user = signed_in(request)
    return {"user": user, "expiresIn": math.ceil(row["ends"] - time.time())}


def read_profile(request: Request) -> dict:
    return signed_in(request)[1]


def write_profile(request: Request) -> dict:
    _, user = signed_in(request)
    return store.change_profile(user["id"], profile_in(request.json()))


def write_wechat_profile(request: Request) -> dict:
    row, user = signed_in(request)
    body = request.json()
    raw_data, signature = text_in(body, "rawData", 8192), text_in(body, "signature", 40)
    content = decrypted(body, row["session_key"])
    if not is_signed(raw_data, signature, row["session_key"]):
        raise Problem(400, "signature_invalid", "rawData is not what WeChat signed.")
    if content.get("openId", row["openid"]) != row["openid"]:
        raise Problem(400, "encrypted_data_invalid", "Encrypted for another user.")
    return store.change_profile(user["id"], profile_in(content))


def bind_phone(request: Request) -> dict:
    row, user = signed_in(request)
    body = request.json()
    if "code" in body:
        number = wechat.phone_number(text_in(body, "code", 256))
    else:
        number = decrypted(body, row["session_key"]).get("purePhoneNumber")
        if not isinstance(number, str):
            raise Problem(400, "encrypted_data_invalid", "This holds no phone number.")
    return {"phoneNumber": store.bind_phone(user["id"], number)["phoneNumber"]}


def upload_picture(request: Request) -> dict:
    _, user = signed_in(request)
    picture = file_in(request)
    if len(picture) > PICTURE_LIMIT:
        raise Problem(413, "body_too_large", "The picture is over 2 MB.")
    kind = next((kind for kind, start in KINDS.items() if start.match(picture)), None)
    if not kind:
        raise Problem(415, "picture_unsupported", "The file is no PNG, JPEG, GIF or WebP picture.")
    changed = store.keep_picture(
        user["id"], kind, picture, lambda name: PUBLIC_URL + PICTURES + name
    )
    return {"avatarUrl": changed["avatarUrl"]}


def read_picture(request: Request) -> tuple[str, bytes]:
    found = store.picture(request.path.split("?")[0].removeprefix(PICTURES))
    if not found:
        raise Problem(404, "not_found", "There is no such picture.")
    return found


def delete_account(request: Request) -> None:
    _, user = signed_in(request)
    store.delete(user["id"])


def health(_: Request) -> dict:
    store.session("")
    return {"status": "ok"}


# Types of pictures are detected by their first bytes; the client's names and types are ignored.
KINDS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}


def file_in(request: Request) -> bytes:
    """The multipart field `file`, as wx.uploadFile sends it."""
    kind = request.headers.get("Content-Type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise Problem(415, "unsupported_media_type", "Send the picture as multipart/form-data.")
    form = f"Content-Type: {kind}\r\n\r\n".encode() + request.body(PICTURE_LIMIT + JSON_LIMIT)
    for part in email.message_from_bytes(form, policy=email.policy.HTTP).iter_parts():
        if part.get_param("name", header="content-disposition") == "file":
            return part.get_payload(decode=True) or b""
    raise Problem(400, "invalid_request", "file: is missing; send the picture in this field")


def profile_in(body: dict) -> dict:
    """The fields of a profile that a request changes."""
    change = {
        name: text_in(body, name, 64, 0)
        for name in ("nickName", "city", "province", "country")
        if name in body
    }
    if "avatarUrl" in body:
        change["avatarUrl"] = text_in(body, "avatarUrl", 1024, 0)
        if not re.fullmatch(r"(https?://\S+)?", change["avatarUrl"]):
            raise Problem(400, "invalid_request", "avatarUrl: must be an http(s) address, or empty")
    if "gender" in body:
        change["gender"] = body["gender"]
        if type(body["gender"]) is not int or body["gender"] not in (0, 1, 2):
            raise Problem(400, "invalid_request", "gender: must be 0, 1 or 2")
    return change


def decrypted(body: dict, session_key: str) -> dict:
    return open_encrypted(
        text_in(body, "encryptedData", 16384), text_in(body, "iv", 24), session_key, wechat.appid
    )


def require_token(request: Request) -> str:
    if not request.token:
        raise Problem(401, "token_missing", "Send Authorization: Bearer and the session token.")
    return request.token


def signed_in(request: Request):
    """The user's row, and the user as the client sees it."""
    row = store.session(require_token(request))
    if not row:
        raise session_expired()
    return row, shown(row)


def session_expired() -> Problem:
    return Problem(401, "session_expired", "This session is over. Sign in again.")


def unless_gone(answer):
    """An account that was deleted during a request has no session any more."""

    def answer_or_refuse(request: Request):
        try:
            return answer(request)
        except Gone:
            raise session_expired() from None

    return answer_or_refuse


ROUTES = {
    "/api/health": {"GET": health},
    "/api/login": {"POST": login},
    "/api/logout": {"POST": logout},
    "/api/session": {"GET": read_session},
    "/api/profile": {"GET": read_profile, "PUT": unless_gone(write_profile)},
    "/api/profile/wechat": {"POST": unless_gone(write_wechat_profile)},
    "/api/phone": {"POST": unless_gone(bind_phone)},
    "/api/avatar": {"POST": unless_gone(upload_picture)},
    "/api/account": {"DELETE": delete_account},
    PICTURES: {"GET": read_picture},
}

if __name__ == "__main__":
    print(f"Serving on http://{HOST}:{PORT}, asking {wechat.base}", flush=True)
    serve(ROUTES, HOST, PORT, stopped=store.close)
