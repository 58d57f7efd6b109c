package weapp;

import static java.util.Map.entry;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What is sent back. */
record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final Gson GSON = new Gson();

  static Answer json(Object value) {
    return json(200, value, Map.of());
  }

  static Answer nothing() {
    return new Answer(204, Map.of(), new byte[0]);
  }

  static Answer of(Problem problem, String requestId) {
    var headers = new HashMap<String, String>();
    if (problem.status == 429) headers.put("Retry-After", "60");
    if (problem.status == 503) headers.put("Retry-After", "1");
    if (problem.status == 413) headers.put("Connection", "close"); // the rest is not read
    var error = Map.ofEntries(
      entry("code", problem.code),
      entry("message", problem.getMessage()),
      entry("requestId", requestId)
    );
    return json(problem.status, Map.of("error", error), headers);
  }

  private static Answer json(int status, Object value, Map<String, String> more) {
    var headers = new HashMap<>(more);
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    return new Answer(status, headers, GSON.toJson(value).getBytes(StandardCharsets.UTF_8));
  }
}
