package weapp;

import java.util.LinkedHashMap;
import java.util.Map;

/** A person who has signed in. {@code openid} and {@code sessionKey} never leave this server. */
record User(
  String id,
  String openid,
  String unionid,
  String sessionKey,
  String phone,
  String picture,
  Profile profile
) {
  static User of(Wechat.Identity identity) {
    return new User(
      Tokens.hex(12),
      identity.openid(),
      null,
      identity.session_key(),
      "",
      "",
      Profile.EMPTY
    );
  }

  User signedIn(Wechat.Identity who) {
    return new User(id, openid, who.unionid(), who.session_key(), phone, picture, profile);
  }

  User with(Profile change) {
    return new User(id, openid, unionid, sessionKey, phone, picture, profile.with(change));
  }

  User withPhone(String number) {
    return new User(id, openid, unionid, sessionKey, number, picture, profile);
  }

  User withPicture(String name, String address) {
    return new User(id, openid, unionid, sessionKey, phone, name, profile.withPicture(address));
  }

  /** As the client sees the user. */
  Map<String, Object> shown() {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", id);
    shown.put("nickName", profile.nickName());
    shown.put("avatarUrl", profile.avatarUrl());
    shown.put("gender", profile.gender());
    shown.put("city", profile.city());
    shown.put("province", profile.province());
    shown.put("country", profile.country());
    shown.put("phoneNumber", maskedPhone());
    return shown;
  }

  /** 13800138000 as 138****8000. */
  String maskedPhone() {
    var length = phone.length();
    if (length < 8) return "*".repeat(length);
    return phone.substring(0, length - 8) + "****" + phone.substring(length - 4);
  }
}
