package weapp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads one field of {@code multipart/form-data} (RFC 7578). */
final class Multipart {

  private static final Pattern BOUNDARY = Pattern.compile(
    "(?i)multipart/form-data;.*?boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70})).*"
  );
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Multipart() {}

  /** The boundary in a content type, or null where it is none of multipart/form-data. */
  static String boundaryOf(String contentType) {
    var match = BOUNDARY.matcher(contentType);
    if (!match.matches()) return null;
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  /** The content of a field, or null where the body has no such field. */
  static byte[] field(byte[] body, String boundary, String name) {
    var first = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    var next = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    var named = Pattern.compile(
      "(?im)^content-disposition:\\s*form-data;.*\\bname=\"" + Pattern.quote(name) + "\""
    );
    var part = indexOf(body, first, 0);
    while (part >= 0) {
      var head = part + first.length;
      var content = indexOf(body, END_OF_HEAD, head);
      var end = content < 0 ? -1 : indexOf(body, next, content + END_OF_HEAD.length);
      if (end < 0) return null;
      var text = new String(body, head, content - head, StandardCharsets.UTF_8);
      if (named.matcher(text).find()) {
        return Arrays.copyOfRange(body, content + END_OF_HEAD.length, end);
      }
      part = end + 2; // behind the line break, at the next boundary
    }
    return null;
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    outer: for (var at = from; at <= bytes.length - wanted.length; at++) {
      for (var i = 0; i < wanted.length; i++) {
        if (bytes[at + i] != wanted[i]) continue outer;
      }
      return at;
    }
    return -1;
  }
}
