package weapp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random names and the hashes under which they are kept. */
final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 256 random bits, as a text that fits into a header. */
  static String fresh() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  static String hex(int count) {
    return HexFormat.of().formatHex(bytes(count));
  }

  /** The hash under which a token is stored: it does not allow signing in. */
  static String hash(String token) {
    return HexFormat.of().formatHex(digest("SHA-256", token));
  }

  static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has SHA-1 and SHA-256
    }
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
