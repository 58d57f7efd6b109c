package weapp;

import com.google.gson.JsonObject;
import java.util.regex.Pattern;

/** The fields of a user that are displayed. In a change, null leaves a field unchanged. */
record Profile(
  String nickName,
  String avatarUrl,
  Integer gender,
  String city,
  String province,
  String country
) {
  static final Profile EMPTY = new Profile("", "", 0, "", "", "");

  /** WeChat's name for users who have not chosen one. */
  private static final String ANONYMOUS = "微信用户";

  private static final int TEXT_LIMIT = 64;
  private static final Pattern ADDRESS = Pattern.compile("(https?://\\S{1,1016})?");

  static Profile in(JsonObject body) {
    var address = Request.optionalText(body, "avatarUrl", 1024);
    if (address != null && !ADDRESS.matcher(address).matches()) {
      throw Problem.invalid("avatarUrl: must be an http(s) address, or empty");
    }
    return new Profile(
      Request.optionalText(body, "nickName", TEXT_LIMIT),
      address,
      gender(body),
      Request.optionalText(body, "city", TEXT_LIMIT),
      Request.optionalText(body, "province", TEXT_LIMIT),
      Request.optionalText(body, "country", TEXT_LIMIT)
    );
  }

  /** This profile with a change; WeChat's anonymous name never replaces a chosen one. */
  Profile with(Profile change) {
    if (ANONYMOUS.equals(change.nickName) && !nickName.isEmpty()) return this;
    return new Profile(
      or(change.nickName, nickName),
      or(change.avatarUrl, avatarUrl),
      or(change.gender, gender),
      or(change.city, city),
      or(change.province, province),
      or(change.country, country)
    );
  }

  Profile withPicture(String address) {
    return new Profile(nickName, address, gender, city, province, country);
  }

  private static Integer gender(JsonObject body) {
    var value = body.get("gender");
    if (value == null) return null;
    if (!value.toString().matches("[012]")) throw Problem.invalid("gender: must be 0, 1 or 2");
    return value.getAsInt();
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
