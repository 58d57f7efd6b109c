package weapp;

/**
 * A refusal, answered as {@code {"error": {"code", "message", "requestId"}}}. The template branches
 * on the code; the message is for developers.
 */
final class Problem extends RuntimeException {

  final int status;
  final String code;

  Problem(int status, String code, String message) {
    super(message, null, false, false); // an answer, not a fault: no stack trace is needed
    this.status = status;
    this.code = code;
  }

  static Problem invalid(String message) {
    return new Problem(400, "invalid_request", message);
  }

  static Problem tokenMissing() {
    return new Problem(401, "token_missing", "Send Authorization: Bearer and the session token.");
  }

  static Problem sessionExpired() {
    return new Problem(401, "session_expired", "This session is over. Sign in again.");
  }
}
