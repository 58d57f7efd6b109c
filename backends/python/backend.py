"""A backend in Python for the template: the standard library, and `cryptography` for AES.

Against the fake WeChat:   WECHAT=http://127.0.0.1:3900/api.weixin.qq.com python3 backend.py
Against the real one:      leave WECHAT out, and set WECHAT_APPID and WECHAT_SECRET.

It serves on http://127.0.0.1:8000 (PORT) and keeps what it knows in a file (DATA: backend.sqlite).
"""

import email
import email.policy
import hashlib
import hmac
import json
import math
import os
import secrets
import sqlite3
import threading
import time

from server import Problem, serve, text_in
from wechat import WECHAT, code2session, decrypt, phone_number

PORT = int(os.environ.get("PORT", "8000"))
SESSION_SECONDS = 7 * 24 * 3600
PROFILE = {"nickName": str, "avatarUrl": str, "gender": int, "city": str, "province": str, "country": str}

# Users and sessions

lock = threading.Lock()
database = sqlite3.connect(os.environ.get("DATA", "backend.sqlite"), check_same_thread=False, isolation_level=None)
database.row_factory = sqlite3.Row
database.executescript(
    """
    CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, openid TEXT UNIQUE, profile TEXT, phone TEXT);
    CREATE TABLE IF NOT EXISTS sessions (token_hash TEXT PRIMARY KEY, user_id TEXT, session_key TEXT, ends REAL);
    CREATE TABLE IF NOT EXISTS pictures (name TEXT PRIMARY KEY, user_id TEXT, type TEXT, bytes BLOB);
    """
)


def sql(statement, *values):
    with lock:
        return database.execute(statement, values).fetchall()


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()  # who reads the file can't sign in with it


def user_of(row):
    phone = row["phone"] and f"{row['phone'][:-8]}****{row['phone'][-4:]}"
    empty = {name: kind() for name, kind in PROFILE.items()}
    return {"id": row["id"], **empty, **json.loads(row["profile"]), "phoneNumber": phone}


def find_user(user_id):
    return user_of(sql("SELECT * FROM users WHERE id = ?", user_id)[0])


def change_profile(user_id, change):
    sql("UPDATE users SET profile = json_patch(profile, ?) WHERE id = ?", json.dumps(change), user_id)


def session_of(request):
    if not request.token:
        raise Problem(401, "token_missing", "Send Authorization: Bearer and the token.")
    found = sql(
        "SELECT * FROM sessions JOIN users ON users.id = user_id WHERE token_hash = ? AND ends > ?",
        hash_of(request.token),
        time.time(),
    )
    if not found:
        raise Problem(401, "session_expired", "Sign in again.")
    return found[0]


# The calls of the template


def login(request):
    body = request.json()
    code = text_in(body, "code", 256)
    profile = profile_in(body)
    wechat = code2session(code)
    openid = wechat["openid"]
    sql("INSERT OR IGNORE INTO users VALUES (?, ?, '{}', '')", secrets.token_hex(12), openid)
    user_id = sql("SELECT id FROM users WHERE openid = ?", openid)[0]["id"]
    change_profile(user_id, profile)
    token = secrets.token_urlsafe(32)
    values = (hash_of(token), user_id, wechat["session_key"], time.time() + SESSION_SECONDS)
    sql("INSERT INTO sessions VALUES (?, ?, ?, ?)", *values)
    # Somebody else's phone until now: that session ends.
    sql("DELETE FROM sessions WHERE token_hash = ? AND user_id != ?", hash_of(request.token), user_id)
    return {"token": token, "expiresIn": SESSION_SECONDS, "user": find_user(user_id)}


def logout(request):
    sql("DELETE FROM sessions WHERE token_hash = ?", hash_of(request.token))


def read_session(request):
    session = session_of(request)
    return {"user": user_of(session), "expiresIn": math.ceil(session["ends"] - time.time())}


def read_profile(request):
    return user_of(session_of(request))


def write_profile(request):
    session = session_of(request)
    change_profile(session["id"], profile_in(request.json()))
    return find_user(session["id"])


def write_wechat_profile(request):
    session, body = session_of(request), request.json()
    names = ("rawData", "signature", "encryptedData", "iv")
    raw, signature, data, iv = (text_in(body, name, 16384) for name in names)
    content = decrypt(session, data, iv)
    expected = hashlib.sha1((raw + session["session_key"]).encode()).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise Problem(400, "signature_invalid", "rawData is not what WeChat signed.")
    change_profile(session["id"], {name: content[name] for name in PROFILE if name in content})
    return find_user(session["id"])


def bind_phone(request):
    session, body = session_of(request), request.json()
    if "code" in body:
        number = phone_number(text_in(body, "code", 256))
    else:
        number = decrypt(session, *(text_in(body, name, 16384) for name in ("encryptedData", "iv")))
    sql("UPDATE users SET phone = ? WHERE id = ?", number["purePhoneNumber"], session["id"])
    return {"phoneNumber": find_user(session["id"])["phoneNumber"]}


KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def upload_picture(request):
    session = session_of(request)
    form = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode() + request.body(2 << 20)
    parts = email.message_from_bytes(form, policy=email.policy.HTTP).iter_parts()
    named = {part.get_param("name", header="content-disposition"): part for part in parts}
    if "file" not in named:
        raise Problem(400, "invalid_request", "file: is missing")
    picture = named["file"].get_payload(decode=True)
    kind = next((kind for start, kind in KINDS.items() if picture.startswith(start)), None)
    if not kind:
        raise Problem(415, "picture_unsupported", "No PNG, JPEG or GIF.")
    name = secrets.token_hex(16)
    sql("INSERT INTO pictures VALUES (?, ?, ?, ?)", name, session["id"], kind, picture)
    address = f"http://{request.headers['host']}/api/pictures/{name}"
    change_profile(session["id"], {"avatarUrl": address})
    return {"avatarUrl": address}


def find_picture(name):
    return next(iter(sql("SELECT type, bytes FROM pictures WHERE name = ?", name)), None)


def delete_account(request):
    user_id = session_of(request)["id"]
    for table, column in (("sessions", "user_id"), ("pictures", "user_id"), ("users", "id")):
        sql(f"DELETE FROM {table} WHERE {column} = ?", user_id)


ROUTES = {
    "/api/login": {"POST": login},
    "/api/logout": {"POST": logout},
    "/api/session": {"GET": read_session},
    "/api/profile": {"GET": read_profile, "PUT": write_profile},
    "/api/profile/wechat": {"POST": write_wechat_profile},
    "/api/phone": {"POST": bind_phone},
    "/api/avatar": {"POST": upload_picture},
    "/api/account": {"DELETE": delete_account},
}


def profile_in(body):
    change = {name: body[name] for name in PROFILE if name in body}
    for name, value in change.items():
        if type(value) is not PROFILE[name] or len(str(value)) > 1024:
            raise Problem(400, "invalid_request", f"{name}: must be {PROFILE[name].__name__}, and short")
    return change


if __name__ == "__main__":
    print(f"Serving on http://127.0.0.1:{PORT}, asking {WECHAT}", flush=True)
    serve(ROUTES, find_picture, PORT)
