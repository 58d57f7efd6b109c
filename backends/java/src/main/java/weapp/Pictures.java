package weapp;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Users' pictures, each a file under a random name. */
final class Pictures {

  private static final Map<String, String> TYPES = Map.ofEntries(
    entry("png", "image/png"),
    entry("jpg", "image/jpeg"),
    entry("gif", "image/gif"),
    entry("webp", "image/webp")
  );
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.(png|jpg|gif|webp)");

  private final Path folder;

  Pictures(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Keeps a picture and returns its name. The type is detected by the first bytes. */
  String keep(byte[] picture) throws IOException {
    var name = Tokens.hex(16) + "." + extensionOf(picture);
    Files.write(folder.resolve(name), picture);
    return name;
  }

  /** Serves a picture with its detected type; user content must not run anything. */
  Answer serve(String name) throws IOException {
    var match = NAME.matcher(name);
    var file = folder.resolve(match.matches() ? name : "none");
    if (!match.matches() || !Files.exists(file)) {
      throw new Problem(404, "not_found", "There is no such picture.");
    }
    var headers = Map.ofEntries(
      entry("Content-Type", TYPES.get(match.group(1))),
      entry("Cache-Control", "public, max-age=31536000, immutable"),
      entry("Content-Security-Policy", "default-src 'none'; sandbox")
    );
    return new Answer(200, headers, Files.readAllBytes(file));
  }

  void delete(String name) throws IOException {
    if (!name.isEmpty()) Files.deleteIfExists(folder.resolve(name));
  }

  private static String extensionOf(byte[] picture) {
    var length = Math.min(picture.length, 12);
    var head = new String(picture, 0, length, StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) return "png";
    if (head.startsWith("\u00ff\u00d8\u00ff")) return "jpg";
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "gif";
    if (head.startsWith("RIFF") && head.endsWith("WEBP")) return "webp";
    var message = "The file is no PNG, JPEG, GIF or WebP picture.";
    throw new Problem(415, "picture_unsupported", message);
  }
}
