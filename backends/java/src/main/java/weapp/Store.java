package weapp;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Users and sessions: in memory, and every change in a journal that is on disk before a request is
 * answered. One process may use a folder at a time. Where you outgrow it, put JDBC behind the same
 * methods.
 */
final class Store {

  static final Duration SESSION_LIFE = Duration.ofDays(7);

  /** Kept under the hash of its token. */
  private record Session(String userId, long endsAtMs) {}

  /** Whose session it is, and the seconds left. */
  record SignedIn(User user, long secondsLeft) {}

  /** A new session: its token is returned once and not stored. */
  record Opened(String token, User user) {}

  /** One line of the journal. A hash without a session: that session ended. */
  private record Entry(User user, String deletedUser, String hash, Session session) {
    static Entry of(User user) {
      return new Entry(user, null, null, null);
    }

    static Entry of(String hash, Session session) {
      return new Entry(null, null, hash, session);
    }
  }

  private static final Gson GSON = new Gson();

  private final Pictures pictures;
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, String> idByOpenid = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private FileChannel journal;

  private Store(Pictures pictures) {
    this.pictures = pictures;
  }

  /** Reads the journal, and writes it anew without what is over. */
  static Store open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var store = new Store(new Pictures(folder.resolve("pictures")));
    var path = folder.resolve("journal.jsonl");
    if (Files.exists(path)) store.read(path);
    store.compact(path);
    return store;
  }

  Pictures pictures() {
    return pictures;
  }

  /**
   * Finds or makes the user behind an openid, and opens a session. The session the phone had before
   * ends if it was another user's.
   */
  synchronized Opened signIn(Wechat.Identity identity, Profile change, String formerToken)
    throws IOException {
    var known = users.get(idByOpenid.get(identity.openid()));
    var user = (known == null ? User.of(identity) : known).signedIn(identity).with(change);
    var token = Tokens.fresh();
    var ends = Instant.now().plus(SESSION_LIFE).toEpochMilli();
    var entries = new ArrayList<Entry>();
    entries.add(Entry.of(user));
    entries.add(Entry.of(Tokens.hash(token), new Session(user.id(), ends)));
    var former = Tokens.hash(formerToken);
    var session = sessions.get(former);
    if (session != null && !session.userId.equals(user.id())) entries.add(Entry.of(former, null));
    write(entries);
    return new Opened(token, user);
  }

  synchronized Optional<SignedIn> find(String token) {
    var session = sessions.get(Tokens.hash(token));
    var left = session == null ? 0 : session.endsAtMs - System.currentTimeMillis();
    if (left <= 0) return Optional.empty();
    return Optional.of(new SignedIn(users.get(session.userId), (left + 999) / 1000));
  }

  /** Ends a session; one that is over or unknown is ended already. */
  synchronized void signOut(String token) throws IOException {
    var hash = Tokens.hash(token);
    if (sessions.containsKey(hash)) write(List.of(Entry.of(hash, null)));
  }

  /** @throws Problem session_expired if the account has been deleted */
  synchronized User update(String id, UnaryOperator<User> change) throws IOException {
    var user = users.get(id);
    if (user == null) throw Problem.sessionExpired();
    var changed = change.apply(user);
    write(List.of(Entry.of(changed)));
    if (!changed.picture().equals(user.picture())) pictures.delete(user.picture());
    return changed;
  }

  /** Removes a user with sessions and picture. */
  synchronized void delete(String id) throws IOException {
    var user = users.get(id);
    if (user == null) throw Problem.sessionExpired(); // deleted by another request meanwhile
    write(List.of(new Entry(null, id, null, null)));
    pictures.delete(user.picture());
  }

  private void write(List<Entry> entries) throws IOException {
    var text = new StringBuilder();
    for (var entry : entries) text.append(GSON.toJson(entry)).append('\n');
    var start = journal.size();
    try {
      var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) journal.write(bytes);
      journal.force(false);
    } catch (IOException e) {
      journal.truncate(start); // removes half a line before the next one
      throw e;
    }
    entries.forEach(this::apply);
  }

  private void apply(Entry entry) {
    if (entry.user != null) {
      users.put(entry.user.id(), entry.user);
      idByOpenid.put(entry.user.openid(), entry.user.id());
    } else if (entry.deletedUser != null) {
      var user = users.remove(entry.deletedUser);
      if (user != null) idByOpenid.remove(user.openid());
      sessions.values().removeIf(session -> session.userId.equals(entry.deletedUser));
    } else if (entry.session != null) {
      sessions.put(entry.hash, entry.session);
    } else {
      sessions.remove(entry.hash);
    }
  }

  private void read(Path path) throws IOException {
    var text = Files.readString(path);
    var whole = text.substring(0, text.lastIndexOf('\n') + 1); // half a line was never acknowledged
    for (var line : whole.lines().toList()) apply(GSON.fromJson(line, Entry.class));
  }

  private void compact(Path path) throws IOException {
    var now = System.currentTimeMillis();
    sessions.values().removeIf(session -> session.endsAtMs <= now);
    var lines = new ArrayList<String>();
    users.values().forEach(user -> lines.add(GSON.toJson(Entry.of(user))));
    sessions.forEach((hash, session) -> lines.add(GSON.toJson(Entry.of(hash, session))));
    var fresh = path.resolveSibling("journal.new");
    Files.deleteIfExists(fresh);
    if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(owner));
    } else {
      Files.createFile(fresh);
    }
    Files.write(fresh, lines);
    journal = FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    journal.force(true);
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
