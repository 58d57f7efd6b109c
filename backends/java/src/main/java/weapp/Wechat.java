package weapp;

import static java.util.Map.entry;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls WeChat's servers, with the JDK's HTTP client. */
final class Wechat {

  /** WeChat's answer about the user who called wx.login. */
  record Identity(String openid, String unionid, String session_key) {}

  private static final class Refusal extends Exception {

    final int errcode;

    Refusal(int errcode) {
      super(null, null, false, false);
      this.errcode = errcode;
    }
  }

  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Set<Integer> TOKEN_REFUSALS = Set.of(40001, 40014, 41001, 42001);
  private static final Gson GSON = new Gson();

  private final URI base;
  private final String appid;
  private final String secret;
  // Redirects are not followed: they would carry the secret along. Plain HTTP/1.1: WeChat's API needs no more.
  private final HttpClient client = HttpClient.newBuilder()
    .version(HttpClient.Version.HTTP_1_1)
    .followRedirects(HttpClient.Redirect.NEVER)
    .connectTimeout(DEADLINE)
    .proxy(ProxySelector.getDefault())
    .build();

  private String accessToken = "";
  private Instant expires = Instant.EPOCH;

  Wechat(URI base, String appid, String secret) {
    this.base = base;
    this.appid = appid;
    this.secret = secret;
  }

  URI base() {
    return base;
  }

  String appid() {
    return appid;
  }

  /**
   * Exchanges a code of wx.login. A code is good for one exchange, so there is no second try.
   *
   * @see <a
   *     href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html">code2Session</a>
   */
  Identity codeToSession(String code) {
    var query = Map.ofEntries(
      entry("appid", appid),
      entry("secret", secret),
      entry("js_code", code),
      entry("grant_type", "authorization_code")
    );
    try {
      var identity = GSON.fromJson(ask("/sns/jscode2session", query, null), Identity.class);
      if (identity.openid == null || identity.session_key == null) throw unreachable();
      return identity;
    } catch (Refusal refusal) {
      throw switch (refusal.errcode) {
        case 40029 -> new Problem(401, "code_invalid", "WeChat does not know this code.");
        case 40163 -> new Problem(401, "code_used", "This code was used. Call wx.login again.");
        case 40226 -> new Problem(403, "user_blocked", "WeChat's risk control refuses this user.");
        default -> problemOf(refusal);
      };
    }
  }

  /**
   * Exchanges a code of the event getphonenumber.
   *
   * @see <a
   *     href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html">getPhoneNumber</a>
   */
  String phoneNumber(String code) {
    try {
      var token = token("");
      JsonObject answer;
      try {
        answer = askPhone(token, code);
      } catch (Refusal refusal) {
        if (!TOKEN_REFUSALS.contains(refusal.errcode)) throw refusal;
        answer = askPhone(token(token), code);
      }
      if (!answer.has("phone_info")) throw unreachable();
      return answer.getAsJsonObject("phone_info").get("purePhoneNumber").getAsString();
    } catch (Refusal refusal) {
      if (refusal.errcode == 40029 || refusal.errcode == 40163) {
        throw new Problem(400, "phone_code_invalid", "The phone code is unknown, used or over.");
      }
      throw problemOf(refusal);
    }
  }

  private JsonObject askPhone(String token, String code) throws Refusal {
    var query = Map.of("access_token", token);
    return ask("/wxa/business/getuserphonenumber", query, Map.of("code", code));
  }

  /**
   * The access_token: fetched anew when it nears its end, or is the one that WeChat refused.
   *
   * @see <a
   *     href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html">getStableAccessToken</a>
   */
  private synchronized String token(String refused) throws Refusal {
    var isLive = Instant.now().plusSeconds(60).isBefore(expires);
    if (isLive && !accessToken.equals(refused)) return accessToken;
    var isRefused = !refused.isEmpty() && accessToken.equals(refused);
    var body = Map.ofEntries(
      entry("grant_type", "client_credential"),
      entry("appid", appid),
      entry("secret", secret),
      entry("force_refresh", isRefused)
    );
    var answer = ask("/cgi-bin/stable_token", Map.of(), body);
    if (!answer.has("access_token") || !answer.has("expires_in")) throw unreachable();
    accessToken = answer.get("access_token").getAsString();
    expires = Instant.now().plusSeconds(answer.get("expires_in").getAsLong());
    return accessToken;
  }

  private JsonObject ask(String path, Map<String, String> query, Object body) throws Refusal {
    var pairs = query
      .entrySet()
      .stream()
      .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
      .collect(Collectors.joining("&"));
    var request = HttpRequest.newBuilder(URI.create(base + path + "?" + pairs)).timeout(DEADLINE);
    if (body != null) {
      request.header("Content-Type", "application/json");
      request.POST(HttpRequest.BodyPublishers.ofString(GSON.toJson(body)));
    }
    JsonObject answer;
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      // The body of /sns is called text/plain; it is JSON all the same.
      answer = GSON.fromJson(response.body(), JsonObject.class);
    } catch (IOException | JsonParseException e) {
      throw unreachable(); // the cause is dropped: it may hold the address, and with it the secret
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
    if (answer == null) throw unreachable();
    var errcode = answer.get("errcode");
    if (errcode != null && errcode.getAsInt() != 0) throw new Refusal(errcode.getAsInt());
    return answer;
  }

  private static Problem unreachable() {
    return new Problem(502, "wechat_unreachable", "WeChat gave no sensible answer.");
  }

  private static Problem problemOf(Refusal refusal) {
    return switch (refusal.errcode) {
      case 45011 -> new Problem(
        429,
        "wechat_rate_limited",
        "WeChat had too many calls this minute."
      );
      case -1 -> new Problem(503, "wechat_busy", "WeChat is busy. Try again in a moment.");
      default -> {
        var message = "WeChat refuses this server (errcode " + refusal.errcode + ").";
        yield new Problem(502, "wechat_misconfigured", message + " Check its appid and secret.");
      }
    };
  }
}
