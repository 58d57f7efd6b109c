<?php
// A backend in PHP for the template: curl and openssl, nothing else.
//
// Against the fake WeChat:   WECHAT=http://127.0.0.1:3900/api.weixin.qq.com php -S 127.0.0.1:8000 backend.php
// Against the real one:      leave WECHAT out, and set WECHAT_APPID and WECHAT_SECRET.
//
// It keeps what it knows in one JSON file (DATA: backend.json), read and written whole at every
// request: enough to try it. Where you go on, put your database behind $data.
declare(strict_types=1);

require __DIR__ . '/wechat.php';

ini_set('display_errors', '0'); // into the log, never into an answer
ini_set('log_errors', '1');

const SESSION_SECONDS = 7 * 24 * 3600;
const PROFILE = ['nickName' => '', 'avatarUrl' => '', 'gender' => 0, 'city' => '', 'province' => '', 'country' => ''];
const PICTURES = ['image/png' => "\x89PNG", 'image/jpeg' => "\xff\xd8\xff", 'image/gif' => 'GIF8'];

const ROUTES = [
    '/api/login' => ['POST' => 'login'],
    '/api/logout' => ['POST' => 'logout'],
    '/api/session' => ['GET' => 'readSession'],
    '/api/profile' => ['GET' => 'readProfile', 'PUT' => 'writeProfile'],
    '/api/profile/wechat' => ['POST' => 'writeWechatProfile'],
    '/api/phone' => ['POST' => 'bindPhone'],
    '/api/avatar' => ['POST' => 'uploadPicture'],
    '/api/account' => ['DELETE' => 'deleteAccount'],
];

// The calls of the template. $data holds `users` by id, `sessions` by the token's hash, `pictures`.

function login(array &$data): array
{
    $body = jsonBody();
    $profile = profileIn($body);
    ['openid' => $openid, 'session_key' => $key] = code2Session(textIn($body, 'code', 256));
    $known = array_column(array_map(fn($user) => [$user['openid'], $user['id']], $data['users']), 1, 0);
    $id = $known[$openid] ?? bin2hex(random_bytes(12));
    $data['users'][$id] = $profile + ($data['users'][$id] ?? ['id' => $id, 'openid' => $openid, 'phone' => ''] + PROFILE);
    $former = hash('sha256', token());
    if (($data['sessions'][$former]['user'] ?? $id) !== $id) {
        unset($data['sessions'][$former]); // somebody else's phone until now
    }
    $token = bin2hex(random_bytes(32)); // kept hashed: who reads the file can't sign in with it
    $data['sessions'][hash('sha256', $token)] = ['user' => $id, 'key' => $key, 'ends' => time() + SESSION_SECONDS];
    return ['token' => $token, 'expiresIn' => SESSION_SECONDS, 'user' => shown($data['users'][$id])];
}

function logout(array &$data): void
{
    unset($data['sessions'][hash('sha256', token())]);
}

function readSession(array &$data): array
{
    $session = session($data);
    return ['user' => shown($data['users'][$session['user']]), 'expiresIn' => $session['ends'] - time()];
}

function readProfile(array &$data): array
{
    return shown($data['users'][session($data)['user']]);
}

function writeProfile(array &$data): array
{
    $id = session($data)['user'];
    $data['users'][$id] = profileIn(jsonBody()) + $data['users'][$id];
    return shown($data['users'][$id]);
}

function writeWechatProfile(array &$data): array
{
    ['user' => $id, 'key' => $key] = session($data);
    $body = jsonBody();
    [$raw, $signature, $encrypted, $iv] = array_map(
        fn($name) => textIn($body, $name, 16384),
        ['rawData', 'signature', 'encryptedData', 'iv'],
    );
    $content = decrypt($encrypted, $iv, $key, $data['users'][$id]['openid']);
    if (!isSigned($raw, $signature, $key)) {
        throw new Problem(400, 'signature_invalid', 'rawData is not what WeChat signed.');
    }
    $data['users'][$id] = array_intersect_key($content, PROFILE) + $data['users'][$id];
    return shown($data['users'][$id]);
}

function bindPhone(array &$data): array
{
    ['user' => $id, 'key' => $key] = session($data);
    $body = jsonBody();
    $encrypted = fn() => [textIn($body, 'encryptedData', 16384), textIn($body, 'iv', 24)];
    $data['users'][$id]['phone'] = isset($body['code'])
        ? phoneNumber(textIn($body, 'code', 256))
        : decrypt(...[...$encrypted(), $key, $data['users'][$id]['openid']])['purePhoneNumber'];
    return ['phoneNumber' => shown($data['users'][$id])['phoneNumber']];
}

function uploadPicture(array &$data): array
{
    $id = session($data)['user'];
    $file = $_FILES['file'] ?? throw new Problem(400, 'invalid_request', 'file: is missing');
    if ($file['error'] !== UPLOAD_ERR_OK || $file['size'] > 2 << 20) {
        throw new Problem(413, 'body_too_large', 'The picture is over 2 MB.');
    }
    $bytes = file_get_contents($file['tmp_name']);
    $types = array_filter(PICTURES, fn($start) => str_starts_with($bytes, $start));
    $type = array_key_first($types) ?? throw new Problem(415, 'picture_unsupported', 'No PNG, JPEG or GIF.');
    $name = bin2hex(random_bytes(16));
    $data['pictures'][$name] = ['user' => $id, 'type' => $type, 'bytes' => base64_encode($bytes)];
    $data['users'][$id]['avatarUrl'] = "http://{$_SERVER['HTTP_HOST']}/api/pictures/$name";
    return ['avatarUrl' => $data['users'][$id]['avatarUrl']];
}

function deleteAccount(array &$data): void
{
    $id = session($data)['user'];
    unset($data['users'][$id]);
    foreach (['sessions', 'pictures'] as $kind) {
        $data[$kind] = array_filter($data[$kind], fn($one) => $one['user'] !== $id);
    }
}

// What they share

function token(): string
{
    return preg_replace('/^Bearer /', '', $_SERVER['HTTP_AUTHORIZATION'] ?? '');
}

function session(array $data): array
{
    if (token() === '') {
        throw new Problem(401, 'token_missing', 'Send Authorization: Bearer and the token.');
    }
    $session = $data['sessions'][hash('sha256', token())] ?? ['ends' => 0];
    return $session['ends'] > time() ? $session : throw new Problem(401, 'session_expired', 'Sign in again.');
}

function shown(array $user): array
{
    $phone = $user['phone'] === '' ? '' : substr($user['phone'], 0, -8) . '****' . substr($user['phone'], -4);
    return ['id' => $user['id'], 'phoneNumber' => $phone] + array_intersect_key($user, PROFILE);
}

function jsonBody(): array
{
    if (!str_contains($_SERVER['CONTENT_TYPE'] ?? '', 'json')) {
        throw new Problem(415, 'unsupported_media_type', 'Send JSON.');
    }
    $body = json_decode((string) file_get_contents('php://input', length: 65536));
    if (json_last_error() !== JSON_ERROR_NONE) {
        throw new Problem(400, 'invalid_json', 'The body is no JSON, or over 64 KB.');
    }
    return is_object($body) ? (array) $body : throw new Problem(400, 'invalid_request', 'The body must be an object.');
}

function textIn(array $body, string $name, int $limit): string
{
    $text = $body[$name] ?? null;
    if (is_string($text) && $text !== '' && strlen($text) <= $limit) {
        return $text;
    }
    throw new Problem(400, 'invalid_request', "$name: must be a text of 1 to $limit characters");
}

function profileIn(array $body): array
{
    $change = array_intersect_key($body, PROFILE);
    foreach ($change as $name => $value) {
        if (gettype($value) !== gettype(PROFILE[$name]) || strlen((string) $value) > 1024) {
            throw new Problem(400, 'invalid_request', "$name: must be " . gettype(PROFILE[$name]) . ', and short');
        }
    }
    return $change;
}

// One request

function answer(array &$data): void
{
    $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
    $picture = $data['pictures'][basename((string) $path)] ?? null;
    if ($picture && $path === '/api/pictures/' . basename($path)) {
        header("Content-Type: {$picture['type']}");
        header('X-Content-Type-Options: nosniff');
        echo base64_decode($picture['bytes']);
        return;
    }
    $methods = ROUTES[$path] ?? throw new Problem(404, 'not_found', 'There is nothing here.');
    $call = $methods[$_SERVER['REQUEST_METHOD']]
        ?? throw new Problem(405, 'method_not_allowed', 'Use ' . implode(', ', array_keys($methods)) . '.');
    $result = $call($data);
    http_response_code($result === null ? 204 : 200);
    echo $result === null ? '' : json_encode($result, JSON_THROW_ON_ERROR);
}

$file = fopen(getenv('DATA') ?: 'backend.json', 'c+');
flock($file, LOCK_EX); // one request after the other
$data = json_decode((string) stream_get_contents($file), true) ?? ['users' => [], 'sessions' => [], 'pictures' => []];
header('Content-Type: application/json');
ob_start(); // nothing is answered before it is kept
try {
    answer($data);
    rewind($file);
    ftruncate($file, 0);
    fwrite($file, json_encode($data, JSON_THROW_ON_ERROR));
    fflush($file);
} catch (Problem $problem) {
    http_response_code($problem->status);
    if ($problem->status === 429) {
        header('Retry-After: 60');
    }
    echo json_encode(['error' => ['code' => $problem->name, 'message' => $problem->getMessage()]]);
} catch (Throwable $fault) { // of this program: its log says which
    error_log(get_class($fault) . ': ' . $fault->getMessage());
    http_response_code(500);
    echo '{"error": {"code": "internal", "message": "The log says why."}}';
}
