package weapp;

import static java.util.Map.entry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;

/** The calls of the template. */
final class Backend {

  private static final int DATA_LIMIT = 16384;
  private static final String PICTURES = "/api/pictures/";

  private final Store store;
  private final Wechat wechat;
  private final String publicUrl;

  Backend(Store store, Wechat wechat, String publicUrl) {
    this.store = store;
    this.wechat = wechat;
    this.publicUrl = publicUrl;
  }

  Map<String, Map<String, Router.Route>> routes() {
    return Map.ofEntries(
      entry("/api/health", Map.of("GET", request -> Answer.json(Map.of("status", "ok")))),
      entry("/api/login", Map.of("POST", this::login)),
      entry("/api/logout", Map.of("POST", this::logout)),
      entry("/api/session", Map.of("GET", this::session)),
      entry("/api/profile", Map.of("GET", this::profile, "PUT", this::changeProfile)),
      entry("/api/profile/wechat", Map.of("POST", this::wechatProfile)),
      entry("/api/phone", Map.of("POST", this::phone)),
      entry("/api/avatar", Map.of("POST", this::avatar)),
      entry("/api/account", Map.of("DELETE", this::deleteAccount)),
      entry(PICTURES, Map.of("GET", this::picture))
    );
  }

  private Answer login(Request request) throws IOException {
    var body = request.json();
    var code = Request.text(body, "code", 256);
    var change = Profile.in(body);
    var opened = store.signIn(wechat.codeToSession(code), change, request.token());
    return Answer.json(
      Map.ofEntries(
        entry("token", opened.token()),
        entry("expiresIn", Store.SESSION_LIFE.toSeconds()),
        entry("user", opened.user().shown())
      )
    );
  }

  private Answer logout(Request request) throws IOException {
    if (request.token().isEmpty()) throw Problem.tokenMissing();
    store.signOut(request.token());
    return Answer.nothing();
  }

  private Answer session(Request request) {
    var session = signedIn(request);
    return Answer.json(Map.of("user", session.user().shown(), "expiresIn", session.secondsLeft()));
  }

  private Answer profile(Request request) {
    return Answer.json(signedIn(request).user().shown());
  }

  private Answer changeProfile(Request request) throws IOException {
    var user = signedIn(request).user();
    var change = Profile.in(request.json());
    return Answer.json(store.update(user.id(), known -> known.with(change)).shown());
  }

  private Answer wechatProfile(Request request) throws IOException {
    var user = signedIn(request).user();
    var body = request.json();
    var rawData = Request.text(body, "rawData", 8192);
    var signature = Request.text(body, "signature", 40);
    var content = open(body, user);
    if (!Encrypted.isSigned(rawData, signature, user.sessionKey())) {
      throw new Problem(400, "signature_invalid", "rawData is not what WeChat signed.");
    }
    var openid = content.get("openId");
    if (openid != null && !openid.getAsString().equals(user.openid())) {
      throw new Problem(400, "encrypted_data_invalid", "Encrypted for another user.");
    }
    var change = Profile.in(content);
    return Answer.json(store.update(user.id(), known -> known.with(change)).shown());
  }

  private Answer phone(Request request) throws IOException {
    var user = signedIn(request).user();
    var body = request.json();
    var number = body.has("code")
      ? wechat.phoneNumber(Request.text(body, "code", 256))
      : phoneIn(open(body, user).get("purePhoneNumber"));
    var changed = store.update(user.id(), known -> known.withPhone(number));
    return Answer.json(Map.of("phoneNumber", changed.maskedPhone()));
  }

  private Answer avatar(Request request) throws IOException {
    var user = signedIn(request).user(); // checked before the upload is read
    var name = store.pictures().keep(request.picture());
    var address = publicUrl + PICTURES + name;
    try {
      store.update(user.id(), known -> known.withPicture(name, address));
    } catch (Problem | IOException e) {
      store.pictures().delete(name);
      throw e;
    }
    return Answer.json(Map.of("avatarUrl", address));
  }

  private Answer picture(Request request) throws IOException {
    return store.pictures().serve(request.path().substring(PICTURES.length()));
  }

  private Answer deleteAccount(Request request) throws IOException {
    store.delete(signedIn(request).user().id());
    return Answer.nothing();
  }

  private Store.SignedIn signedIn(Request request) {
    if (request.token().isEmpty()) throw Problem.tokenMissing();
    return store.find(request.token()).orElseThrow(Problem::sessionExpired);
  }

  private JsonObject open(JsonObject body, User user) {
    var data = Request.text(body, "encryptedData", DATA_LIMIT);
    var iv = Request.text(body, "iv", 24);
    return Encrypted.open(data, iv, user.sessionKey(), wechat.appid());
  }

  private static String phoneIn(JsonElement number) {
    if (number != null) return number.getAsString();
    throw new Problem(400, "encrypted_data_invalid", "This holds no phone number.");
  }
}
