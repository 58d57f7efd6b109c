package weapp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A backend for the template on the JDK's own HTTP server and client; Gson reads and writes JSON.
 *
 * <p>Environment: {@code WECHAT_APPID} and {@code WECHAT_SECRET} of the mini-program, {@code WECHAT}
 * (base URL of WeChat), {@code HOST} and {@code PORT} (127.0.0.1, 8000), {@code PUBLIC_URL} (the
 * address phones see, for pictures), {@code DATA} (folder of the journal and the pictures).
 */
public final class Main {

  private static final int THREADS = 64;
  private static final int STOP_SECONDS = 10;

  private Main() {}

  public static void main(String[] args) throws IOException {
    // Seconds in which a request must have come, and its answer be taken: a slow client holds no thread.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("sun.net.httpserver.nodelay", "true");

    var host = env("HOST", "127.0.0.1");
    var port = Integer.parseInt(env("PORT", "8000"));
    var wechat = new Wechat(
      URI.create(env("WECHAT", "https://api.weixin.qq.com")),
      env("WECHAT_APPID", "wx5ec7e70000000001"),
      env("WECHAT_SECRET", "5ec7e75ec7e75ec7e75ec7e75ec7e75e")
    );
    var store = Store.open(Path.of(env("DATA", "data")));
    var publicUrl = env("PUBLIC_URL", "http://" + host + ":" + port).replaceAll("/$", "");
    var threads = Executors.newFixedThreadPool(THREADS);

    var server = HttpServer.create(new InetSocketAddress(host, port), 1024);
    server.createContext("/", new Router(new Backend(store, wechat, publicUrl).routes()));
    server.setExecutor(threads);
    Runtime.getRuntime().addShutdownHook(
      new Thread(() -> {
        server.stop(STOP_SECONDS);
        threads.shutdown();
      })
    );
    server.start();
    System.out.println("Serving on http://" + host + ":" + port + ", asking " + wechat.base());
  }

  private static String env(String name, String otherwise) {
    var value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
