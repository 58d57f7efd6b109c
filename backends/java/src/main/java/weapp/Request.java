package weapp;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A request, read with limits. */
final class Request {

  private static final int JSON_LIMIT = 64 << 10;
  private static final int PICTURE_LIMIT = 2 << 20;
  private static final int DISCARD_LIMIT = 16 << 20;
  private static final Gson GSON = new Gson();
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) ([\\w-]{1,512})");

  private final HttpExchange exchange;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** The session token, or {@code ""}. */
  String token() {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    var match = BEARER.matcher(header == null ? "" : header);
    return match.matches() ? match.group(1) : "";
  }

  /** The body's one JSON object. Fields the caller does not know are ignored. */
  JsonObject json() throws IOException {
    if (!contentType().matches("(?i)application/json\\s*(;.*)?")) {
      throw new Problem(415, "unsupported_media_type", "Send JSON, as application/json.");
    }
    var text = utf8(read(JSON_LIMIT, "The body is over 64 KB."));
    var reader = new JsonReader(new StringReader(text));
    JsonElement body;
    try {
      body = GSON.getAdapter(JsonElement.class).read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) throw new JsonParseException("more follows");
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new Problem(400, "invalid_json", "The body is no JSON.");
    }
    if (!body.isJsonObject()) throw Problem.invalid("The body must be an object.");
    return body.getAsJsonObject();
  }

  /** The multipart field {@code file}, as wx.uploadFile sends it; its name and type are not believed. */
  byte[] picture() throws IOException {
    var boundary = Multipart.boundaryOf(contentType());
    if (boundary == null) {
      var message = "Send the picture as multipart/form-data.";
      throw new Problem(415, "unsupported_media_type", message);
    }
    var tooLarge = "The picture is over 2 MB.";
    var body = read(PICTURE_LIMIT + JSON_LIMIT, tooLarge);
    var file = Multipart.field(body, boundary, "file");
    if (file == null) throw Problem.invalid("file: is missing; send the picture in this field");
    if (file.length > PICTURE_LIMIT) throw new Problem(413, "body_too_large", tooLarge);
    return file;
  }

  /** The text in a field, of 1 to {@code limit} characters. */
  static String text(JsonObject body, String name, int limit) {
    var value = optionalText(body, name, limit);
    if (value != null && !value.isEmpty()) return value;
    throw Problem.invalid(name + ": must be a text of 1 to " + limit + " characters");
  }

  /** The text in a field, or null where there is no such field. */
  static String optionalText(JsonObject body, String name, int limit) {
    var value = body.get(name);
    if (value == null) return null;
    var isText = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    var text = isText ? value.getAsString() : "";
    if (!isText || text.codePointCount(0, text.length()) > limit || !isWellFormed(text)) {
      throw Problem.invalid(name + ": must be a text of at most " + limit + " characters");
    }
    return text;
  }

  /** A half of a surrogate pair can be neither stored as UTF-8 nor sent back. */
  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private String contentType() {
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type == null ? "" : type;
  }

  private byte[] read(int limit, String tooLarge) throws IOException {
    var stream = exchange.getRequestBody();
    var bytes = stream.readNBytes(limit + 1);
    if (bytes.length <= limit) return bytes;
    // A client that is still sending would not read the answer.
    stream.readNBytes(DISCARD_LIMIT);
    throw new Problem(413, "body_too_large", tooLarge);
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(400, "invalid_json", "The body is not UTF-8.");
    }
  }
}
