package weapp;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Finds what answers a request, sends the answer, and logs one line without any secret in it. */
final class Router implements HttpHandler {

  /** Answers a request. */
  interface Route {
    Answer answer(Request request) throws IOException;
  }

  private final Map<String, Map<String, Route>> routes;

  /** @param routes by path and method; a path that ends in {@code /} serves what is below it */
  Router(Map<String, Map<String, Route>> routes) {
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var start = System.nanoTime();
    var id = Tokens.hex(8);
    var answer = answer(new Request(exchange), id);
    try (exchange) {
      var headers = exchange.getResponseHeaders();
      answer.headers().forEach(headers::set);
      headers.set("X-Request-Id", id);
      headers.set("X-Content-Type-Options", "nosniff");
      var length = answer.body().length;
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    }
    log(exchange, answer.status(), id, start);
  }

  private Answer answer(Request request, String id) {
    try {
      return find(request).answer(request);
    } catch (Problem problem) {
      return Answer.of(problem, id);
    } catch (Exception | StackOverflowError fault) {
      // of this program: the log says which
      var line = new JsonObject();
      line.addProperty("level", "error");
      line.addProperty("request", id);
      line.addProperty("error", fault.getClass().getName());
      var frames = fault.getStackTrace();
      line.addProperty("at", frames.length == 0 ? "" : frames[0].toString());
      System.err.println(line);
      return Answer.of(new Problem(500, "internal", "The log says why."), id);
    }
  }

  private Route find(Request request) {
    var path = request.path();
    var methods = routes.get(path);
    if (methods == null) methods = routes.get(path.substring(0, path.lastIndexOf('/') + 1));
    if (methods == null) throw new Problem(404, "not_found", "There is nothing here.");
    var route = methods.get(request.method());
    if (route == null) {
      var allowed = String.join(", ", methods.keySet());
      throw new Problem(405, "method_not_allowed", "This address takes " + allowed + ".");
    }
    return route;
  }

  private static void log(HttpExchange exchange, int status, String id, long start) {
    var line = new JsonObject();
    line.addProperty("time", Instant.now().toString());
    line.addProperty("request", id);
    line.addProperty("method", exchange.getRequestMethod());
    line.addProperty("path", exchange.getRequestURI().getPath());
    line.addProperty("status", status);
    line.addProperty("ms", (System.nanoTime() - start) / 1_000_000);
    System.out.println(line);
  }
}
