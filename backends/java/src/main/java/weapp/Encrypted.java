package weapp;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens what WeChat encrypted for a user: AES-128-CBC, PKCS#7, signed with SHA-1.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html">WeChat's
 *     page</a>
 */
final class Encrypted {

  private static final Duration FRESH = Duration.ofMinutes(5);

  private Encrypted() {}

  /** Whether the signature is sha1(rawData + session_key), compared in constant time. */
  static boolean isSigned(String rawData, String signature, String sessionKey) {
    var expected = HexFormat.of().formatHex(Tokens.digest("SHA-1", rawData + sessionKey));
    var given = signature.toLowerCase(Locale.ROOT);
    return MessageDigest.isEqual(
      expected.getBytes(StandardCharsets.US_ASCII),
      given.getBytes(StandardCharsets.UTF_8)
    );
  }

  /**
   * Decrypts, and checks that it is of this app and not old.
   *
   * @throws Problem wechat_session_stale, encrypted_data_invalid or encrypted_data_expired
   */
  static JsonObject open(String data, String iv, String sessionKey, String appid) {
    try {
      var content = JsonParser.parseString(decrypt(data, iv, sessionKey)).getAsJsonObject();
      var watermark = content.getAsJsonObject("watermark");
      if (!watermark.get("appid").getAsString().equals(appid)) {
        throw new Problem(400, "encrypted_data_invalid", "Encrypted for another mini-program.");
      }
      var made = Instant.ofEpochSecond(watermark.get("timestamp").getAsLong());
      if (Duration.between(made, Instant.now()).abs().compareTo(FRESH) > 0) {
        throw new Problem(400, "encrypted_data_expired", "Older than five minutes.");
      }
      return content;
    } catch (
      GeneralSecurityException
      | IllegalArgumentException
      | IllegalStateException
      | JsonParseException
      | NullPointerException
      | ClassCastException e
    ) {
      // A wrong key: the padding is wrong, or rarely the result is random bytes.
      var message = "Sign in again, and let WeChat encrypt again.";
      throw new Problem(409, "wechat_session_stale", message);
    }
  }

  private static String decrypt(String data, String iv, String sessionKey)
    throws GeneralSecurityException {
    var base64 = Base64.getDecoder();
    var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding"); // the JDK's name for PKCS#7
    var key = new SecretKeySpec(base64.decode(sessionKey), "AES");
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(base64.decode(iv)));
    return new String(cipher.doFinal(base64.decode(data)), StandardCharsets.UTF_8);
  }
}
